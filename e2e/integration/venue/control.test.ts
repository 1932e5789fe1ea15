import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { COMMANDS } from '../../venue/control/commands.ts'
import { ControlDoor } from '../../venue/control/control-door.ts'
import { BTC, told, useVenue } from '../../venue/testing/rig.ts'

const ROOT = join(import.meta.dirname, '../../..')

describe('commands over HTTP', () => {
  const rig = useVenue()
  let door: ControlDoor
  let port = 0
  beforeEach(async () => {
    door = new ControlDoor(rig.venue)
    port = await door.listen(0)
  })
  afterEach(() => door.close())
  const order = async (name: string, body?: unknown) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } }
    const sent = body === undefined ? { method: 'POST' } : { ...init, body: JSON.stringify(body) }
    const answer = await fetch(`http://127.0.0.1:${port}/control/${name}`, sent)
    return [answer.status, await answer.json()]
  }
  const books = async () => (await fetch(`http://127.0.0.1:${port}/control/books`)).json()
  const placed = async () => {
    const client = await rig.open('usdm')
    return Number((await client.createOrder(BTC.usdm, 'limit', 'buy', 0.1, 59_000)).id)
  }

  /** What each command is tried with, and what then is. */
  const trials: Record<string, () => Promise<void>> = {
    price: async () => {
      expect(await order('price', { side: 'spot', symbol: 'BTCUSDT', price: '61000' })).toEqual([
        200,
        { done: 'price' },
      ])
      expect((await books()).spot.prices.BTCUSDT).toBe('61000')
    },
    trade: async () => {
      await order('trade', { side: 'usdm', symbol: 'BTCUSDT', price: 60_010, quantity: '0.5', takerSide: 'sell' })
      expect(rig.venue.usdm.market('BTCUSDT').trades.at(-1)).toMatchObject({ lots: 500, takerSide: 'sell' })
    },
    step: async () => {
      await order('step', { count: 3 })
      expect(rig.venue.spot.market('ETHUSDT').trades).toHaveLength(3)
      await order('step')
      expect(rig.venue.spot.market('ETHUSDT').trades).toHaveLength(4)
    },
    walk: async () => {
      const stepped = new Promise<void>((resolve) => void rig.venue.spot.changes.event(() => resolve()))
      await order('walk', { everyMs: 10 })
      await stepped
      await order('walk', { everyMs: null })
      const count = rig.venue.spot.market('BTCUSDT').trades.length
      await fetch(`http://127.0.0.1:${rig.venue.port}/api/v3/ping`)
      expect(rig.venue.spot.market('BTCUSDT').trades).toHaveLength(count)
    },
    fill: async () => {
      const orderId = await placed()
      await order('fill', { side: 'usdm', orderId, quantity: '0.04', price: 59_000 })
      expect((await books()).usdm.positions).toEqual([
        { symbol: 'BTCUSDT', side: 'BOTH', amount: '0.04', entryPrice: '59000' },
      ])
      expect(await order('fill', { side: 'usdm', orderId: 1, quantity: '1', price: 1 })).toEqual([
        400,
        { refused: ['orderId 1 is no open order'] },
      ])
    },
    fault: async () => {
      await order('fault', { on: 'request', fault: { kind: 'serverError', status: 503 }, matching: '/ping$' })
      expect((await fetch(`http://127.0.0.1:${rig.venue.port}/api/v3/time`)).status).toBe(200)
      expect((await fetch(`http://127.0.0.1:${rig.venue.port}/api/v3/ping`)).status).toBe(503)
    },
    'clear-faults': async () => {
      await order('fault', { on: 'request', fault: { kind: 'serverError', status: 503 }, times: 9 })
      await order('clear-faults')
      expect((await fetch(`http://127.0.0.1:${rig.venue.port}/api/v3/ping`)).status).toBe(200)
    },
    skew: async () => {
      await order('skew', { skewMs: -3_600_000 })
      expect(rig.venue.nowMs()).toBeLessThan(Date.now() - 3_000_000)
    },
    funding: async () => {
      await order('fill', { side: 'usdm', orderId: await placed(), quantity: '0.1', price: 60_000 })
      await order('funding', { symbol: 'BTCUSDT', rate: '0.01' })
      expect((await books()).usdm.income).toContainEqual(
        expect.objectContaining({ type: 'FUNDING_FEE', amount: '-60' }),
      )
    },
    transfer: async () => {
      await order('transfer', { amount: '-1000.5' })
      expect((await books()).usdm.wallet).toBe('98999.5')
    },
    balance: async () => {
      await order('balance', { asset: 'BTC', total: '7' })
      expect(rig.venue.spot.account.balance('BTC').free.toNumber()).toBe(7)
    },
    status: async () => {
      await order('status', { side: 'spot', symbol: 'BTCUSDT', status: 'BREAK' })
      expect(rig.venue.spot.market('BTCUSDT').rules.status).toBe('BREAK')
    },
    disconnect: () => lost('disconnect'),
    'expire-listen-key': () => lost('expire-listen-key'),
    silence: async () => {
      const frames = await framesAfter('silence')
      expect(frames).toEqual([])
    },
    'half-open': async () => {
      const frames = await framesAfter('half-open')
      expect(frames).toEqual([])
    },
  }

  const lost = async (name: string) => {
    const client = await rig.open('usdm')
    const ended = told(rig, ['usdm', 'user'], {
      watch: () => client.watchOrders(BTC.usdm),
      when: () => order(name),
    })
    await expect(ended).rejects.toMatchObject({ name: 'NetworkError' })
  }
  /** What a socket is told that the command was about, until another one, opened later, is told. */
  const framesAfter = async (name: string) => {
    const open = async (stream: string) => {
      const socket = new WebSocket(`ws://127.0.0.1:${rig.venue.port}/stream/ws/${stream}`)
      const frames: unknown[] = []
      socket.addEventListener('message', ({ data }) => frames.push(data))
      const first = new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }))
      await rig.venue.connections.heard('spot', stream)
      return { socket, frames, first }
    }
    const dead = await open('btcusdt@trade')
    await order(name, { side: 'spot' })
    const live = await open('btcusdt@aggTrade')
    rig.venue.spot.market('BTCUSDT').print(60_001, 1, 'buy')
    await live.first
    dead.socket.close()
    live.socket.close()
    return dead.frames
  }

  it('every command has its trial here', () => {
    expect(Object.keys(trials).sort()).toEqual(COMMANDS.map(({ name }) => name).sort())
  })

  it.each(COMMANDS.map(({ name }) => name))('%s does what it says', async (name) => {
    expect.hasAssertions()
    await trials[name]?.()
  })

  it('lists the commands with what they take', async () => {
    const listed = await (await fetch(`http://127.0.0.1:${port}/control/commands`)).json()
    expect(listed.map(({ name }: { name: string }) => name)).toEqual(COMMANDS.map(({ name }) => name))
    expect(listed[0].takes.required).toEqual(['side', 'symbol', 'price'])
  })

  it.each([
    ['price', { side: 'spot', symbol: 'BTCUSDT', price: -1 }, 'price: must be above 0'],
    ['price', { side: 'spot', symbol: 'NOPE', price: 1 }, 'Invalid symbol.'],
    ['fault', { on: 'request', fault: { kind: 'nope' } }, 'fault.kind'],
    ['step', { count: 0 }, 'count'],
    ['skew', undefined, 'body'],
  ])('%s with %j is refused with what is wrong', async (name, body, words) => {
    const [status, answer] = await order(name, body)
    expect(status).toBe(400)
    expect(answer.refused.join('; ')).toContain(words)
  })
})

describe.skipIf(process.platform === 'win32')('npm run venue', () => {
  const children: ChildProcess[] = []
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
  })
  const run = (...args: string[]) => {
    const child = spawn(process.execPath, ['e2e/venue/run.ts', ...args], { cwd: ROOT })
    children.push(child)
    const said = { out: '', err: '' }
    child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
    const listening = new Promise<string>((resolve) =>
      child.stdout.on('data', (chunk: Buffer) => {
        said.out += chunk.toString()
        if (said.out.includes('Ctrl-C')) resolve(said.out)
      }),
    )
    const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
    return { child, said, listening, ended }
  }

  it('says its addresses and keys, answers there, walks, and ends on a signal', async () => {
    const { child, listening, ended } = run('--step-ms', '10')
    const text = await listening
    const rest = /The practice venue is running: (\S+)/.exec(text)?.[1] ?? ''
    const control = /(http:\S+)\/control\/commands/.exec(text)?.[1] ?? ''
    expect((await fetch(`${rest}/fapi/v1/ping`)).status).toBe(200)
    expect(Object.keys((await (await fetch(`${control}/control/books`)).json()).spot.prices)).toHaveLength(3)
    expect(text).toMatch(/key that may trade +\w{64}/)
    const socket = new WebSocket(`${rest.replace('http', 'ws')}/stream/ws/btcusdt@trade`)
    await new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }))
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  })

  it('shows its options without starting', async () => {
    const { said, ended } = run('--help')
    expect(await ended).toBe(0)
    expect(said.out).toMatch(/^Usage: npm run venue/)
  })

  it.each([
    [['--port', '99999'], '--port must be a whole number from 0 to 65535, got "99999".'],
    [['--step-ms', '0'], '--step-ms must be a whole number from 10 to 3600000, got "0".'],
    [['--nope'], "Unknown option '--nope'"],
  ])('with %j says what is wrong', async (args, words) => {
    const { said, ended } = run(...args)
    expect(await ended).toBe(1)
    expect(said.err).toContain(words)
  })
})
