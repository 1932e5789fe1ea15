/** A new name for one command: 32 random hexadecimal digits. A retry of the same command must use the same key again. */
export function newIdempotencyKey(): string {
  return crypto.randomUUID().replaceAll('-', '')
}
