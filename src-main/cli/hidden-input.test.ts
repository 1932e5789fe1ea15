import { PassThrough, Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { FatalError } from '../base/index.ts'
import { type HiddenInput, readHidden, readHiddenLines } from './hidden-input.ts'

function pipe(text: string): HiddenInput {
  return { stdin: Readable.from([text]), stderr: { write: () => true } }
}

/** A person who types these lines, and what is printed for them. */
function typing(...lines: string[]): { input: HiddenInput; printed: () => string } {
  const stdin = Object.assign(new PassThrough(), { isTTY: true })
  let printed = ''
  const stderr = {
    write(text: string) {
      printed += text
      const line = text.endsWith(': ') ? lines.shift() : undefined
      if (line !== undefined) setImmediate(() => stdin.write(`${line}\r`))
    },
  }
  return { input: { stdin, stderr }, printed: () => printed }
}

describe('readHidden', () => {
  it.each([
    ['value', 'value'],
    ['value\n', 'value'],
    ['value\r\n', 'value'],
    ['-----BEGIN KEY-----\nabc\n-----END KEY-----\n', '-----BEGIN KEY-----\nabc\n-----END KEY-----'],
    [' spaces stay ', ' spaces stay '],
  ])('takes what is piped in without its last line end: %j', async (text, value) => {
    expect(await readHidden('value', pipe(text))).toBe(value)
  })

  it('asks a person, and shows nothing of the answer', async () => {
    const { input, printed } = typing('a value')
    expect(await readHidden('value of the secret', input)).toBe('a value')
    expect(printed()).toBe('value of the secret: \n')
  })

  it('refuses to go on with nothing', async () => {
    const fault = new FatalError('No value was given. Type it, or pipe it in.', { exitCode: 2 })
    await expect(readHidden('value', pipe(''))).rejects.toThrow(fault)
    await expect(readHidden('value', pipe('\n'))).rejects.toThrow(fault)
    await expect(readHidden('value', typing('').input)).rejects.toThrow(fault)
  })

  it('gives up when it is interrupted', async () => {
    const { input } = typing('\u0003')
    await expect(readHidden('value', input)).rejects.toMatchObject({
      message: 'Interrupted; nothing was changed.',
      exitCode: 130,
    })
  })
})

describe('readHiddenLines', () => {
  it('takes one line for each question', async () => {
    expect(await readHiddenLines(['old', 'new'], pipe('first\nsecond\nthird\n'))).toEqual(['first', 'second'])
    expect(await readHiddenLines(['old', 'new'], pipe('first\r\nsecond'))).toEqual(['first', 'second'])
    const { input, printed } = typing('first', 'second')
    expect(await readHiddenLines(['old', 'new'], input)).toEqual(['first', 'second'])
    expect(printed()).toBe('old: \nnew: \n')
  })

  it('names the line that is missing', async () => {
    await expect(readHiddenLines(['old', 'new'], pipe('first\n'))).rejects.toThrow('No new was given.')
  })
})
