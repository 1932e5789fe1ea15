import { describe, expect, it } from 'vitest'
import type { StatusView, TradedAccountView } from '../../../src-contract/index.ts'
import { useAnsweredProgram } from '../testing/answered-program.ts'

const program = useAnsweredProgram()

const PAPER: TradedAccountView = {
  name: 'paper',
  isFirst: true,
  state: 'open',
  problem: null,
  environment: 'paper',
  marketVenue: 'simulated',
  tradingState: 'active',
}
const FAILED: TradedAccountView = {
  name: 'main',
  isFirst: false,
  state: 'failed',
  problem: 'The key is wrong.',
  environment: null,
  marketVenue: null,
  tradingState: null,
}
const STATUS: StatusView = {
  version: '1.2.3',
  pid: 7,
  health: 'healthy',
  tradingState: 'active',
  tradingReason: null,
  environment: 'paper',
  marketVenue: 'simulated',
  marketState: 'running',
  accountId: 'paper-01',
  account: 'paper',
  tradedAccounts: [PAPER],
  startedAtMs: 0,
  uptimeMs: 9_000,
  timeMs: 9_000,
  sessionTimeMs: 0,
  sessionSpeed: 1,
  feedAgeMs: null,
  eventLoopDelayP99Ms: 1,
  configVersion: 1,
}

async function statusOf(status: StatusView, args: readonly string[] = []) {
  const { stdout, asked } = await program(status, ['status', ...args])
  return { rows: stdout.trimEnd().split('\n'), asked }
}

describe('wheelhouse status', () => {
  it('says nothing of other accounts where there are none', async () => {
    const { rows, asked } = await statusOf(STATUS)
    expect(rows.find((row) => row.startsWith('account'))).toMatch(/ paper-01 \(paper\)$/)
    expect(rows.at(-1)).toMatch(/^configuration/)
    expect(asked[0]?.account).toBeUndefined()
  })

  it('lists the accounts that are traded on where there are several, each with its problem', async () => {
    const { rows, asked } = await statusOf({ ...STATUS, tradedAccounts: [PAPER, FAILED] }, ['--account', 'paper'])
    expect(rows.find((row) => row.startsWith('account'))).toMatch(/ paper, paper-01 \(paper\)$/)
    expect(rows.slice(-2).map((row) => row.split(/ {2,}/))).toEqual([
      ['paper, the first', 'paper', 'simulated', 'active', '·'],
      ['main', '·', '·', 'failed', 'The key is wrong.'],
    ])
    expect(asked[0]?.account).toBe('paper')
  })
})
