import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

const CHUNK_BYTES = 65_536
const NEWLINE = 0x0a

/** A line of a text file, without its end. */
export interface FileLine {
  readonly text: string
  /** Where it begins, in bytes. */
  readonly offset: number
}

/**
 * The lines of a file from the last to the first, without reading more of it than is asked for. Only lines that end
 * before `endOffset` are given (undefined = all); an empty line is left out. A file that is not there has none.
 */
export function* linesBackwards(file: string, endOffset?: number): Generator<FileLine, void, undefined> {
  const handle = openIfThere(file)
  if (handle === undefined) return
  try {
    let position = endOffset ?? fstatSync(handle).size
    /** What was read already of a line whose beginning was not. */
    let rest: Buffer = Buffer.alloc(0)
    while (position > 0) {
      const chunk = readBefore(handle, position)
      position -= chunk.length
      const { lines, remainder } = splitLines(Buffer.concat([chunk, rest]), position)
      rest = remainder
      yield* lines
    }
    if (rest.length > 0) yield { text: rest.toString('utf8'), offset: 0 }
  } finally {
    closeSync(handle)
  }
}

/** Whether the file ends in the middle of a line; one that is empty or not there does not. */
export function endsInsideLine(file: string): boolean {
  const handle = openIfThere(file)
  if (handle === undefined) return false
  try {
    const { size } = fstatSync(handle)
    return size > 0 && readBefore(handle, size, 1)[0] !== NEWLINE
  } finally {
    closeSync(handle)
  }
}

/** The lines that begin in the text, last first; the remainder may begin before it. */
function splitLines(bytes: Buffer, offset: number): { lines: FileLine[]; remainder: Buffer } {
  const lines: FileLine[] = []
  let end = bytes.length
  for (let newline = bytes.lastIndexOf(NEWLINE); newline >= 0; newline = lastNewlineBefore(bytes, newline)) {
    if (newline + 1 < end) {
      lines.push({ text: bytes.toString('utf8', newline + 1, end), offset: offset + newline + 1 })
    }
    end = newline
  }
  return { lines, remainder: bytes.subarray(0, end) }
}

function lastNewlineBefore(bytes: Buffer, end: number): number {
  return end === 0 ? -1 : bytes.lastIndexOf(NEWLINE, end - 1)
}

function readBefore(handle: number, end: number, mostBytes: number = CHUNK_BYTES): Buffer {
  const length = Math.min(mostBytes, end)
  const chunk = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const count = readSync(handle, chunk, filled, length - filled, end - length + filled)
    if (count === 0) break
    filled += count
  }
  return chunk.subarray(0, filled)
}

function openIfThere(file: string): number | undefined {
  try {
    return openSync(file, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
