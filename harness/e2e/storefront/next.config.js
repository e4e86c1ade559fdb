// Owns the configuration of the storefront: it is the root of its own project, whatever stands in the folders above it.
export default { turbopack: { root: import.meta.dirname } };
