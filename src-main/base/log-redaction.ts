const HIDDEN = '[hidden]'

/** Names of keys whose values never reach a log, whatever their case and whatever stands around them. */
const SECRET_KEY = /token|secret|api[-_]?key|private[-_]?key|passw|passphrase|authorization|credential/i

/** Deeper structures are no facts for a log; the limit also ends circles. */
const MAX_DEPTH = 6

/** Shorter texts occur by chance in harmless ones. */
const MIN_SECRET_LENGTH = 6

/** Takes secrets out of what is about to be logged, and makes it fit for JSON. */
export class LogRedaction {
  readonly #secrets: () => readonly string[]

  /** `secrets` gives the values to hide wherever they occur in a text; it is asked at every line. */
  constructor(secrets: () => readonly string[]) {
    this.#secrets = secrets
  }

  text(text: string): string {
    let clean = text
    for (const secret of this.#secrets()) {
      if (secret.length >= MIN_SECRET_LENGTH) clean = clean.replaceAll(secret, HIDDEN)
    }
    return clean
  }

  fields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return this.#record(fields, 0)
  }

  #record(record: object, depth: number): Record<string, unknown> {
    const clean: Record<string, unknown> = {}
    for (const [key, value] of Object.entries(record)) {
      clean[key] = SECRET_KEY.test(key) ? HIDDEN : this.#value(value, depth + 1)
    }
    return clean
  }

  #value(value: unknown, depth: number): unknown {
    if (typeof value === 'string') return this.text(value)
    if (typeof value === 'bigint') return value.toString()
    if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
    if (typeof value !== 'object' || value === null) return value
    if (depth > MAX_DEPTH) return '[too deep]'
    return this.#object(value, depth)
  }

  #object(value: object, depth: number): unknown {
    if (value instanceof Error) return this.#error(value, depth)
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
    if (value instanceof Map || value instanceof Set) return this.#value([...value], depth)
    if (Array.isArray(value)) return value.map((item: unknown) => this.#value(item, depth + 1))
    if ('toJSON' in value && typeof value.toJSON === 'function') return this.#value(value.toJSON(), depth + 1)
    return this.#record(value, depth)
  }

  #error(error: Error, depth: number): Record<string, unknown> {
    const { name, message, stack, cause } = error
    const facts = { ...Object.fromEntries(Object.entries(error)), name, message, stack }
    return this.#record(cause === undefined ? facts : { ...facts, cause }, depth)
  }
}
