import { randomBytes } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { realpath, rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { errorText, FatalError } from '../base/index.ts'

/** Lines that are written at a time. */
const BLOCK_LINES = 5_000

/**
 * Writes lines to a file that is either the old one or whole: they go to a file beside it, which then takes its name. A link
 * stays a link; what is no file, such as a pipe or a device, is written to as it is.
 * @throws FatalError (exit code 2) that names a file that cannot be written.
 */
export async function writeWhole(file: string, lines: Iterable<string>): Promise<void> {
  try {
    if (!existsSync(file)) await replace(file, lines)
    else if ((await stat(file)).isFile()) await replace(await realpath(file), lines)
    else await pipeline(Readable.from(blocks(lines)), createWriteStream(file))
  } catch (error) {
    throw new FatalError(`${file === '' ? 'A file without a name' : file} cannot be written: ${errorText(error)}`, {
      exitCode: 2,
      cause: error,
    })
  }
}

async function replace(file: string, lines: Iterable<string>): Promise<void> {
  const partial = `${file}.${randomBytes(4).toString('hex')}.part`
  try {
    await pipeline(Readable.from(blocks(lines)), createWriteStream(partial, { flags: 'wx' }))
    await rename(partial, file)
  } finally {
    await rm(partial, { force: true })
  }
}

function* blocks(lines: Iterable<string>): Generator<string> {
  let block: string[] = []
  for (const line of lines) {
    block.push(line, '\n')
    if (block.length < 2 * BLOCK_LINES) continue
    yield block.join('')
    block = []
  }
  yield block.join('')
}
