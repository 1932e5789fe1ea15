import type { RawData } from 'ws'

/** A text message of a socket, in whichever pieces it came. */
export function socketText(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString()
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString()
}
