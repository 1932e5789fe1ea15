import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AnsweringDoor } from '../testing/answering-door.ts'
import { runProgram } from '../testing/run-program.ts'

const BTC = {
  instrumentId: 'binance:BTC-USDT',
  venueId: 'binance',
  symbol: 'BTC-USDT',
  name: 'Bitcoin',
  base: 'BTC',
  quote: 'USDT',
  tickSize: '0.01',
  lotSize: '0.00001',
  minQuantity: '0.00001',
  minNotional: '5',
}

let folder: string
let door: AnsweringDoor | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-cli-'))
})
afterEach(() => {
  process.exitCode = undefined
  door?.dispose()
  door = undefined
  rmSync(folder, { recursive: true, force: true })
})

async function run(...words: string[]) {
  door = await AnsweringDoor.open(200, JSON.stringify({ instruments: [BTC] }))
  door.standFor(folder)
  const { stdout } = await runProgram(folder, ['instruments', ...words])
  const [, row = ''] = stdout.trim().split('\n')
  return { row: row.trim().split(/ {2,}/), asked: door.asked.map(({ method, url }) => [method, url]) }
}

const ROW = ['binance:BTC-USDT', 'Bitcoin', '0.01', '0.00001', '0.00001', '5 USDT']

describe('wheelhouse instruments', () => {
  it('lists what is followed, with its rules', async () => {
    expect(await run()).toEqual({ row: ROW, asked: [['GET', '/api/instruments']] })
  })

  it('has the venue asked for the rules of now', async () => {
    expect(await run('refresh')).toEqual({ row: ROW, asked: [['POST', '/api/instruments/refresh']] })
  })
})
