import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { errorText, FatalError } from '../base/index.ts'

/** Lines that are written at a time. */
const BLOCK_LINES = 5_000

/**
 * Writes lines to a file that is either the old one or whole: they go to a file beside it, which then takes its name.
 * @throws FatalError (exit code 2) that names a file that cannot be written.
 */
export async function writeWhole(file: string, lines: Iterable<string>): Promise<void> {
  const partial = `${file}.${randomBytes(4).toString('hex')}.part`
  try {
    await pipeline(Readable.from(blocks(lines)), createWriteStream(partial, { flags: 'wx' }))
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw new FatalError(`${file} cannot be written: ${errorText(error)}`, { exitCode: 2, cause: error })
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
