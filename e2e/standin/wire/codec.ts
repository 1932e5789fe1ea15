export interface Codec {
  /** @throws where a part of the value cannot be cloned, such as a function. */
  encode(value: unknown): string
  decode(text: string): unknown
}

/** Turns a value that `encode` cannot represent into one that it can, and back; `undefined` where it does not know it. */
export interface Extension {
  pack(value: unknown): object | undefined
  unpack(packed: object): unknown
}

/**
 * Text form of what structured cloning can carry, for the way between this process and a page.
 * Runs in both: its text is put into the page, so it uses nothing from outside of itself.
 */
export function createCodec(extension?: Extension): Codec {
  type Tagged = Readonly<Record<string, unknown>> & { readonly $: string; readonly v?: unknown }
  const tag = ($: string, v?: unknown): Tagged => ({ $, v })

  const bytesToText = (bytes: Uint8Array): string => {
    let text = ''
    for (const byte of bytes) text += String.fromCharCode(byte)
    return btoa(text)
  }
  const textToBytes = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))

  const packObject = (value: object): unknown => {
    if (Array.isArray(value)) return value.map(pack)
    if (value instanceof Date) return tag('date', value.getTime())
    if (value instanceof Map) return tag('map', pack([...value]))
    if (value instanceof Set) return tag('set', pack([...value]))
    if (value instanceof Error) return tag('error', [value.name, value.message])
    if (value instanceof ArrayBuffer) return tag('buffer', bytesToText(new Uint8Array(value)))
    if (ArrayBuffer.isView(value)) {
      return tag('bytes', bytesToText(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)))
    }
    const entries = Object.entries(value).map(([key, member]) => [key, pack(member)] as const)
    const members = Object.fromEntries(entries)
    return '$' in members ? tag('object', members) : members
  }

  const pack = (value: unknown): unknown => {
    const packed = extension?.pack(value)
    if (packed !== undefined) return tag('extension', packed)
    if (value === undefined) return tag('undefined')
    if (typeof value === 'number' && !Number.isFinite(value)) return tag('number', String(value))
    if (typeof value === 'bigint') return tag('bigint', value.toString())
    if (typeof value === 'function' || typeof value === 'symbol') throw new Error('An object could not be cloned.')
    return typeof value === 'object' && value !== null ? packObject(value) : value
  }

  const unpackError = ([name, message]: readonly string[]): Error => Object.assign(new Error(message), { name })
  const members = (value: object): object =>
    Object.fromEntries(Object.entries(value).map(([key, member]) => [key, unpack(member)]))

  const unpackTagged: Readonly<Record<string, (value: unknown) => unknown>> = {
    undefined: () => undefined,
    number: Number,
    bigint: (value) => BigInt(value as string),
    date: (value) => new Date(value as number),
    map: (value) => new Map(unpack(value) as [unknown, unknown][]),
    set: (value) => new Set(unpack(value) as unknown[]),
    error: (value) => unpackError(value as string[]),
    buffer: (value) => textToBytes(value as string).buffer,
    bytes: (value) => textToBytes(value as string),
    object: (value) => members(value as object),
    extension: (value) => extension?.unpack(value as object),
  }

  const unpack = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(unpack)
    const { $, v } = value as Tagged
    return $ === undefined ? members(value) : unpackTagged[$]?.(v)
  }

  return {
    encode: (value) => JSON.stringify(pack(value)),
    decode: (text) => unpack(JSON.parse(text)),
  }
}
