// Owns reading image references: the repository, and whether it is pinned to a digest. Pure.

/** Removes tag and digest, but not the port of the registry. */
export function repositoryOf(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}

/** True for a digest, which always names the same image. A tag can be moved. */
export function isPinned(image: string): boolean {
  return /@sha256:[0-9a-f]{64}$/.test(image);
}
