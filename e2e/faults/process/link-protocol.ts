import type { Socket } from 'node:net'
import { Decimal } from '../../../src-main/base/index.ts'
import type { VenueAdjustment, VenueCapabilities, VenueConnection, VenueFact } from '../../../src-main/domain/index.ts'

/** Names of what an engine may ask or tell its venue. */
export type CommandName = 'submit' | 'amend' | 'cancel'
export type QueryName = 'queryOrder' | 'queryOpenOrders' | 'queryFills' | 'queryAdjustments' | 'queryAccount'

/** From the engine to the venue, one line each. `nowMs`: session time there, as far as it is known. */
export type ToVenue =
  | { readonly kind: 'command'; readonly name: CommandName; readonly args: readonly unknown[]; readonly nowMs: number }
  | {
      readonly kind: 'query'
      readonly id: number
      readonly name: QueryName
      readonly args: readonly unknown[]
      readonly nowMs: number
    }

/** From the venue to the engine. */
export type ToEngine =
  | { readonly kind: 'hello'; readonly capabilities: VenueCapabilities; readonly fingerprint: string }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown; readonly error: string | undefined }
  | { readonly kind: 'fact'; readonly fact: VenueFact }
  | { readonly kind: 'adjustment'; readonly adjustment: VenueAdjustment }
  | { readonly kind: 'connection'; readonly connection: VenueConnection }

const DECIMAL = '$decimal'

/** One message as one line; amounts keep every digit. */
export function encode(message: ToVenue | ToEngine): string {
  return `${JSON.stringify(message, function keepDecimals(this: Record<string, unknown>, key, value: unknown) {
    const original = this[key]
    return original instanceof Decimal ? { [DECIMAL]: original.toFixed() } : value
  })}\n`
}

export function decode(line: string): unknown {
  return JSON.parse(line, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !(DECIMAL in value)) return value
    return new Decimal(String(value[DECIMAL]))
  })
}

export function listenToLines(socket: Socket, onLine: (line: string) => void): void {
  let rest = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  })
}
