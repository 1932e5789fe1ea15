import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { OrderView } from '../../../src-contract/index.ts'
import { AnsweringDoor } from '../testing/answering-door.ts'
import { runProgram } from '../testing/run-program.ts'

const ORDER: Partial<OrderView> = {
  orderId: 'wh-7',
  instrumentId: 'test:ABC',
  side: 'buy',
  type: 'limit',
  role: 'entry',
  quantity: '3',
  filledQuantity: '1',
  averagePrice: null,
  limitPrice: '99.5',
  triggerPrice: null,
  state: 'working',
  owner: 'hand',
  updatedAtMs: Date.UTC(2026, 0, 31, 12, 0, 0),
}

let folder: string
let door: AnsweringDoor | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-cli-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
  door?.dispose()
  door = undefined
  rmSync(folder, { recursive: true, force: true })
})

async function run({ status = 200, answer = ORDER }: { status?: number; answer?: object }, ...args: string[]) {
  door = await AnsweringDoor.open(status, JSON.stringify(answer))
  door.standFor(folder)
  const { code, stdout, stderr } = await runProgram(folder, ['orders', 'amend', ...args])
  const asked = door.asked.map(({ method, url, body }) => ({ method, url, body: JSON.parse(body) as object }))
  return { code, stdout, stderr, asked }
}

describe('wheelhouse orders amend', () => {
  it('gives what is named and leaves out what is to stay, under a key of its own', async () => {
    const { code, stdout, asked } = await run({}, 'wh/7', '--quantity', '3', '--limit', '99.5')
    expect(code).toBe(0)
    expect(asked).toEqual([
      {
        method: 'PATCH',
        url: '/api/orders/wh%2F7',
        body: { quantity: '3', limitPrice: '99.5', idempotencyKey: expect.stringMatching(/^[\w-]{20,}$/) },
      },
    ])
    const [head, row] = stdout.trim().split('\n')
    expect(head?.split(/ {2,}/)).toContain('price')
    expect(row?.split(/ {2,}/)).toEqual(
      expect.arrayContaining(['wh-7', 'test:ABC', 'buy', 'limit', 'entry', '3', '1', '99.5', 'working', 'hand']),
    )
  })

  it('takes a trigger, and prints the order whole as JSON', async () => {
    const { stdout, asked } = await run({}, 'wh-7', '--trigger', '90', '--json')
    expect(asked[0]?.body).toMatchObject({ triggerPrice: '90' })
    expect(JSON.parse(stdout)).toEqual(ORDER)
  })

  it('uses another key each time, so that the same change twice is asked for twice', async () => {
    const first = await run({}, 'wh-7', '--quantity', '3')
    door?.dispose()
    const second = await run({}, 'wh-7', '--quantity', '3')
    expect(first.asked).toHaveLength(1)
    expect(second.asked).not.toEqual(first.asked)
  })

  it('tells why an order cannot be changed, and ends with a code of its own', async () => {
    const answer = { code: 'ORDER_NOT_AMENDABLE', message: 'The order wh-7 is filled; nothing is left to change.' }
    const { code, stdout, stderr } = await run({ status: 409, answer }, 'wh-7', '--quantity', '3')
    expect({ stdout, isFailure: code !== 0 }).toEqual({ stdout: '', isFailure: true })
    expect(stderr).toContain('The order wh-7 is filled; nothing is left to change.')
  })

  it('refuses a change of nothing before it asks anybody', async () => {
    const { code, stderr, asked } = await run({}, 'wh-7')
    expect({ code, asked }).toEqual({ code: 2, asked: [] })
    expect(stderr).toContain('say what is to change: --quantity, --limit or --trigger')
  })
})
