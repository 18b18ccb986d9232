/** Exit codes; 3 is kept for a release that waits for something outside. */
export const EXIT = { done: 0, failed: 1, invalid: 2, interrupted: 4 } as const;
