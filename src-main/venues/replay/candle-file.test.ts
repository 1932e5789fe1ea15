import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FatalError } from '../../base/index.ts'
import { parseCandles } from './candle-csv.ts'
import { loadCandleFile } from './candle-file.ts'

const HEADER = 'ts_ms,open,high,low,close,volume'
const GOOD = `${HEADER}\n60000,10,12,9,11,5\n120000,11,13,10,12,0`

const FAULTS: readonly { readonly name: string; readonly text: string; readonly message: string }[] = [
  { name: 'an empty file', text: '', message: 'Candle file x.csv is empty.' },
  { name: 'a header alone', text: `${HEADER}\n`, message: 'Candle file x.csv has a header and no rows.' },
  {
    name: 'missing columns',
    text: 'time,open,high,low,close\n60000,1,1,1,1',
    message: 'Candle file x.csv has no column "ts_ms", "volume"; it has "time", "open", "high", "low", "close".',
  },
  {
    name: 'an empty value',
    text: `${HEADER}\n60000,10,12,9,,5`,
    message: 'Candle file x.csv, row 1 (line 2), column "close" is empty.',
  },
  {
    name: 'a short row',
    text: `${HEADER}\n60000,10,12`,
    message: 'Candle file x.csv, row 1 (line 2), column "low" is empty.',
  },
  {
    name: 'text for a number, after a blank line',
    text: `${GOOD}\n\n180000,10,abc,9,11,5`,
    message: 'Candle file x.csv, row 3 (line 5), column "high" is not a number: "abc".',
  },
  { name: 'NaN', text: `${HEADER}\n60000,NaN,12,9,11,5`, message: 'column "open" is not a number: "NaN"' },
  { name: 'an infinite value', text: `${HEADER}\n60000,10,12,9,11,1e999`, message: 'column "volume" is not a number' },
  { name: 'high below low', text: `${HEADER}\n60000,10,8,9,9,5`, message: 'column "high" is below low: 8 < 9' },
  { name: 'high below open', text: `${HEADER}\n60000,10,9.5,9,9,5`, message: '"high" 9.5 is below open 10 or close 9' },
  { name: 'low above close', text: `${HEADER}\n60000,10,12,9.5,9,5`, message: '"low" 9.5 is above open 10 or close 9' },
  { name: 'a price of zero', text: `${HEADER}\n60000,10,12,0,9,5`, message: 'column "low" must be above 0, is 0' },
  { name: 'negative volume', text: `${HEADER}\n60000,10,12,9,11,-5`, message: 'column "volume" is negative: -5' },
  {
    name: 'a repeated time',
    text: `${GOOD}\n120000,10,12,9,11,5`,
    message: '"ts_ms" does not increase: 120000 comes after 120000',
  },
  {
    name: 'time going back',
    text: `${GOOD}\n60000,10,12,9,11,5`,
    message: '"ts_ms" does not increase: 60000 comes after 120000',
  },
  {
    name: 'a time inside a minute',
    text: `${HEADER}\n60500,10,12,9,11,5`,
    message: '"ts_ms" is not on a whole minute: 60500',
  },
]

describe('parseCandles', () => {
  it('reads bars by column name, whatever the order and what else is there', () => {
    const text = '\uFEFFid,volume,close,low,high,open,ts_ms\r\n1,5,11,9,12,10,60000\r\n'
    expect(parseCandles(text, 'x.csv')).toEqual([
      { openTimeMs: 60_000, open: 10, high: 12, low: 9, close: 11, volume: 5 },
    ])
  })

  it('keeps a gap between minutes as it is', () => {
    const times = parseCandles(`${GOOD}\n600000,10,12,9,11,5`, 'x.csv').map((candle) => candle.openTimeMs)
    expect(times).toEqual([60_000, 120_000, 600_000])
  })

  it('reads a text of many chunks whole and still knows the line', () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => `${index * 60_000},10.25,12.5,9.75,11,${index}`)
    const candles = parseCandles([HEADER, ...rows].join('\n'), 'x.csv')
    expect(candles).toHaveLength(60_000)
    expect(candles.every((candle, index) => candle.volume === index)).toBe(true)
    const broken = [HEADER, ...rows, 'x,1,1,1,1,1'].join('\n')
    expect(() => parseCandles(broken, 'x.csv')).toThrow('row 60001 (line 60002), column "ts_ms" is not a number: "x"')
  })

  it.each(FAULTS)('refuses $name and says where', ({ text, message }) => {
    expect(() => parseCandles(text, 'x.csv')).toThrow(message)
  })
})

describe('loadCandleFile', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'candle-file-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function fileWith(name: string, content: string | Buffer): Promise<string> {
    const file = join(folder, name)
    await writeFile(file, content)
    return file
  }

  it('reads plain and gzipped files alike', async () => {
    const plain = await loadCandleFile(await fileWith('a.csv', GOOD))
    const zipped = await loadCandleFile(await fileWith('a.csv.gz', gzipSync(GOOD)))
    expect(plain).toHaveLength(2)
    expect(zipped).toEqual(plain)
  })

  it('ends with exit code 2 and the name of the file when it is missing', async () => {
    const file = join(folder, 'missing.csv')
    const failure = await loadCandleFile(file).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(FatalError)
    expect(failure).toMatchObject({ exitCode: 2, message: `Candle file ${file} does not exist.` })
  })

  it('says so when a gzip file is cut off', async () => {
    const file = await fileWith('cut.csv.gz', gzipSync(GOOD).subarray(0, 30))
    await expect(loadCandleFile(file)).rejects.toThrow(`Candle file ${file} is not a whole gzip file`)
  })

  it('says so when the path is a folder', async () => {
    await expect(loadCandleFile(folder)).rejects.toThrow(`Candle file ${folder} cannot be read`)
  })
})
