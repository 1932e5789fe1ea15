import { errorText } from '../../../src-main/base/index.ts'

/** What was thrown, with the place in the engine that it comes from. */
export function brokenOff(error: unknown): string {
  const at = error instanceof Error ? error.stack?.split('\n').find((line) => line.includes('/src-main/')) : undefined
  return `${errorText(error)}${at === undefined ? '' : ` (${at.trim()})`}`
}
