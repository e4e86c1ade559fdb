// Owns the type of what an operation answers: an SDK command's output without what the SDK itself adds.

export type Reply<Output> = Omit<Output, '$metadata'>;
