import type { HttpAnswer } from './http-request.ts'

/** What a venue says of a request that it refuses. */
export interface VenueWords {
  /** Its own code, as it writes it. */
  readonly code: string | undefined
  readonly said: string | undefined
}

const NOTHING: VenueWords = { code: undefined, said: undefined }

/** Code and words of an answer, or of a message of ccxt that holds one. */
export function venueWords(text: string): VenueWords {
  const start = text.search(/[{[]/)
  if (start === -1) return NOTHING
  try {
    return wordsOf(JSON.parse(text.slice(start)))
  } catch {
    return NOTHING
  }
}

/** Names of the code and of the words: of one order in a list (OKX), Bybit's, Binance's and OKX's, Coinbase's. */
const CODE_NAMES = ['sCode', 'retCode', 'code', 'error']
const WORD_NAMES = ['sMsg', 'retMsg', 'msg', 'message']
/** What holds them where they are not on top. */
const INNER_NAMES = ['error_response', 'error', 'data']

function wordsOf(value: unknown): VenueWords {
  if (Array.isArray(value)) return wordsOf(value[0])
  // Kraken lists words alone.
  if (typeof value === 'string') return { code: value, said: value }
  if (typeof value !== 'object' || value === null) return NOTHING
  const fields = new Map<string, unknown>(Object.entries(value))
  for (const name of INNER_NAMES) {
    const inner = fields.get(name)
    const words = typeof inner === 'object' ? wordsOf(inner) : NOTHING
    if (words.code !== undefined) return words
  }
  return { code: text(fields, CODE_NAMES), said: text(fields, WORD_NAMES) }
}

function text(fields: ReadonlyMap<string, unknown>, names: readonly string[]): string | undefined {
  const found = names
    .map((name) => fields.get(name))
    .find((field) => typeof field === 'string' || typeof field === 'number')
  return found === undefined ? undefined : String(found)
}

/** Milliseconds that the answer asks to wait, by its header (RFC 9110, 10.2.3); undefined where it does not say. */
export function retryAfterMs({ headers }: HttpAnswer, nowMs: number): number | undefined {
  const value = headers['retry-after']
  if (value === undefined) return undefined
  const waitMs = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - nowMs
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : undefined
}
