/** Stands where the types say that nothing can arrive; a value that does arrive is a bug, and is named. */
export function ensureNever(value: never, what: string): never {
  throw new Error(`Unexpected ${what}: ${JSON.stringify(value)}`)
}
