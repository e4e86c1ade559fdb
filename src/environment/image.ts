// Owns what an image reference says of the image: its repository, and whether it can come to name another one. Pure.

/** `123456789012.dkr.ecr.eu-west-1.amazonaws.com/medusa` of that with any tag or digest; the colon of a port is not one of a tag. */
export function repositoryOf(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}

/** True of a digest, which names one image for ever. A tag may be pushed again. */
export function isPinned(image: string): boolean {
  return /@sha256:[0-9a-f]{64}$/.test(image);
}
