import { beforeEach, describe, expect, it } from 'vitest'
import { Connection } from './connection.ts'
import type { ProbeResult } from './probe.ts'
import { FakePage } from './testing/fake-page.ts'
import { FakeSocket } from './testing/fake-socket.ts'
import { ManualTimers } from './testing/manual-timers.ts'
import { TopicHub } from './topic-hub.ts'

let timers: ManualTimers
let probes: number
let answer: ProbeResult
let sockets: { path: string; socket: FakeSocket }[]
let callSockets: unknown[]
let states: string[]
let connection: Connection

const settle = (): Promise<void> => Promise.resolve().then(() => undefined)

beforeEach(() => {
  timers = new ManualTimers()
  probes = 0
  answer = 'ready'
  sockets = []
  callSockets = []
  states = []
  connection = new Connection({
    timers,
    probe: async () => {
      probes += 1
      return answer
    },
    openSocket: (path) => {
      const socket = new FakeSocket()
      sockets.push({ path, socket })
      return socket
    },
    hub: new TopicHub({
      schedule: () => () => undefined,
      page: new FakePage(),
      onFault: () => undefined,
      onNotTraded: () => undefined,
    }),
    onCallSocket: (socket) => callSockets.push(socket),
  })
  connection.onChange((state) => states.push(state.kind))
})

async function connect(): Promise<{ calls: FakeSocket; topics: FakeSocket }> {
  connection.connect()
  await settle()
  const [calls, topics] = sockets.slice(-2).map(({ socket }) => socket)
  if (calls === undefined || topics === undefined) throw new Error('no sockets were opened')
  calls.open()
  topics.open()
  return { calls, topics }
}

describe('connection', () => {
  it('is connected when both sockets are open, not before', async () => {
    connection.connect()
    await settle()
    expect(sockets.map(({ path }) => path)).toEqual(['/ws/rpc', '/ws/topics'])
    sockets[0]?.socket.open()
    expect(connection.state.kind).toBe('connecting')
    sockets[1]?.socket.open()
    expect(connection.state.kind).toBe('connected')
    expect(callSockets.at(-1)).toBe(sockets[0]?.socket)
  })

  it('is denied and stays so when the door refuses the token', async () => {
    answer = 'denied'
    connection.connect()
    await settle()
    timers.advance(60_000)
    expect(states).toEqual(['denied'])
    expect(probes).toBe(1)
    expect(sockets).toEqual([])
  })

  it('tries no more where the engine does not trade on the account, also when it says so later', async () => {
    answer = 'notTraded'
    connection.connect()
    await settle()
    timers.advance(60_000)
    expect(states).toEqual(['notTraded'])
    answer = 'ready'
    const { calls, topics } = await connect()
    connection.handleNotTraded()
    timers.advance(60_000)
    expect(states).toEqual(['notTraded', 'connected', 'notTraded'])
    expect([calls.readyState, topics.readyState, callSockets.at(-1)]).toEqual([3, 3, undefined])
    expect(probes).toBe(2)
  })

  it('asks again each second while the engine starts', async () => {
    answer = 'starting'
    connection.connect()
    await settle()
    expect(connection.state.kind).toBe('starting')
    answer = 'ready'
    timers.advance(1_000)
    await settle()
    expect(sockets).toHaveLength(2)
  })

  it('says what the engine waits for, and asks again each second', async () => {
    answer = { kind: 'waiting', reason: 'Binance spot cannot be reached.' }
    connection.connect()
    await settle()
    expect(connection.state).toEqual({ kind: 'starting', waitsFor: 'Binance spot cannot be reached.' })
    answer = 'ready'
    timers.advance(1_000)
    await settle()
    expect(sockets).toHaveLength(2)
  })

  it('waits longer after each failed try, and says when the next one is', async () => {
    answer = 'unreachable'
    connection.connect()
    await settle()
    const waits: number[] = []
    for (let attempt = 1; attempt <= 6; attempt++) {
      const { state } = connection
      if (state.kind !== 'lost') throw new Error(`is ${state.kind}`)
      expect(state).toMatchObject({ attempt, sinceMs: 0 })
      waits.push(state.nextTryMs - timers.nowMs())
      timers.advance(state.nextTryMs - timers.nowMs())
      await settle()
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 8000])
  })

  it('begins with the shortest wait again after it was connected', async () => {
    const { topics } = await connect()
    topics.drop()
    expect(connection.state).toMatchObject({ kind: 'lost', attempt: 1, nextTryMs: 500 })
    timers.advance(500)
    await settle()
    for (const { socket } of sockets.slice(-2)) socket.open()
    expect(states).toEqual(['connected', 'lost', 'connected'])
  })

  it('takes the socket away from calls and closes the other one when one closes', async () => {
    const { calls, topics } = await connect()
    calls.drop()
    expect(callSockets.at(-1)).toBeUndefined()
    expect(topics.readyState).toBe(3)
    topics.drop()
    expect(connection.state).toMatchObject({ kind: 'lost', attempt: 1 })
  })

  it('sends nothing over a socket that is already closing', async () => {
    const { topics } = await connect()
    topics.readyState = 2
    timers.advance(4_000)
    expect(topics.sent).toEqual([])
  })

  it('tries at once on demand, and only once', async () => {
    answer = 'unreachable'
    connection.connect()
    await settle()
    connection.connect()
    await settle()
    expect(probes).toBe(2)
    timers.advance(500)
    await settle()
    expect(probes).toBe(2)
  })

  it('ignores the answer of a try that was overtaken', async () => {
    connection.connect()
    connection.connect()
    await settle()
    expect(sockets).toHaveLength(2)
  })

  it('notices a frozen engine by its silence', async () => {
    const { topics } = await connect()
    timers.advance(4_000)
    expect(topics.sent).toContainEqual({ t: 'ping' })
    topics.receive({ t: 'pong', engineTimeMs: 1 })
    timers.advance(4_000)
    expect(connection.state.kind).toBe('connected')
    timers.advance(4_000)
    expect(connection.state.kind).toBe('lost')
  })
})
