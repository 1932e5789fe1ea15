/** One picture of an icon file: PNG bytes and the length of its side in pixels. */
export interface IconImage {
  readonly sizePx: number
  readonly png: Buffer
}

const ICO_HEADER_BYTES = 6
const ICO_ENTRY_BYTES = 16
const ICO_COLOUR_BITS = 32

/** Windows icon: a directory of the pictures, then the pictures. A side of 256 is written as 0. */
export function icoFile(images: readonly IconImage[]): Buffer {
  const header = Buffer.alloc(ICO_HEADER_BYTES)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(images.length, 4)
  let offset = ICO_HEADER_BYTES + ICO_ENTRY_BYTES * images.length
  const entries = images.map(({ sizePx, png }) => {
    const entry = Buffer.alloc(ICO_ENTRY_BYTES)
    entry.writeUInt8(sizePx % 256, 0)
    entry.writeUInt8(sizePx % 256, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(ICO_COLOUR_BITS, 6)
    entry.writeUInt32LE(png.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += png.length
    return entry
  })
  return Buffer.concat([header, ...entries, ...images.map(({ png }) => png)])
}

/** Chunk names of Apple's icon format whose content may be PNG, and the side they are for; retina sizes have their own. */
export const ICNS_CHUNKS = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
] as const

/** Apple icon: `icns`, the whole length, then chunks of name, length and picture; lengths count their own heads. */
export function icnsFile(pngOf: (sizePx: number) => Buffer): Buffer {
  const chunks = ICNS_CHUNKS.map(([name, sizePx]) => lengthPrefixed(name, pngOf(sizePx)))
  return lengthPrefixed('icns', Buffer.concat(chunks))
}

function lengthPrefixed(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(name, 'ascii')
  head.writeUInt32BE(content.length + head.length, 4)
  return Buffer.concat([head, content])
}
