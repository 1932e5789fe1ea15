import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FatalError } from '../base/index.ts'
import { readPassphraseFile } from './passphrase-file.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passphrase-'))
  file = join(folder, 'passphrase')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(text: string, mode = 0o600): void {
  writeFileSync(file, text)
  chmodSync(file, mode)
}

function faultOf(path = file): string {
  try {
    readPassphraseFile(path)
  } catch (error) {
    if (error instanceof FatalError) return error.message
  }
  throw new Error('nothing was refused')
}

describe('readPassphraseFile', () => {
  it.each([
    ['correct horse', 'correct horse'],
    ['correct horse\n', 'correct horse'],
    ['correct horse\r\n', 'correct horse'],
    [' correct horse \n\n', ' correct horse \n'],
  ])('reads %j without the end of its line', (text, passphrase) => {
    write(text, 0o400)
    expect(readPassphraseFile(file)).toBe(passphrase)
  })

  it.each([0o640, 0o604, 0o620, 0o666, 0o601])('refuses the rights %o, and says how to mend them', (mode) => {
    write('correct horse', mode)
    expect(faultOf()).toBe(
      `The passphrase file ${file} may be read by others (rights ${mode.toString(8)}); it must be readable by its owner only. Run "chmod 600 ${file}".`,
    )
  })

  it.each(['', '\n'])('refuses an empty file: %j', (text) => {
    write(text)
    expect(faultOf()).toBe(`The passphrase file ${file} is empty.`)
  })

  it('names a file that is missing or is a folder', () => {
    expect(faultOf()).toContain(`The passphrase file ${file} cannot be read (ENOENT`)
    chmodSync(folder, 0o700)
    expect(faultOf(folder)).toContain(`The passphrase file ${folder} cannot be read (EISDIR`)
  })
})
