// Owns which credentials the policies are for.

/** The access keys of the action's runs begin so. Whoever signs with others may do everything. */
export const POLICED_ACCESS_KEY_ID = 'simulated';
