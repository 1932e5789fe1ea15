import { afterEach, describe, expect, it } from 'vitest'
import { FatalError } from '../base/index.ts'
import { INSTRUMENT_ID } from './testing/fixtures.ts'
import { TestGateway } from './testing/start-gateway.ts'

const started: TestGateway[] = []
const start = async (options: ConstructorParameters<typeof TestGateway>[0] = {}): Promise<TestGateway> => {
  const gateway = new TestGateway(options)
  started.push(gateway)
  return gateway.start()
}
afterEach(async () => {
  for (const { gateway } of started.splice(0)) await gateway.stop()
})

describe('Gateway', () => {
  it('says under which address it can be opened', async () => {
    const { address, port } = await start()
    expect(address).toBe(`http://127.0.0.1:${port}`)
  })

  it('says which port is taken and what to do, and can be started again', async () => {
    const { port } = await start()
    const second = new TestGateway({ port })
    await expect(second.start()).rejects.toThrow(FatalError)
    await expect(second.start()).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use, perhaps by another engine; choose another with --port or WHEELHOUSE_GATEWAY_PORT.`,
    )
    await started.splice(0)[0]?.gateway.stop()
    started.push(second)
    expect((await second.start()).port).toBe(port)
  })

  it('says when the machine does not have the address', async () => {
    await expect(start({ host: '192.0.2.1' })).rejects.toThrow('This machine has no address 192.0.2.1')
  })

  it('closes its sockets and ends within a second', async () => {
    const gateway = await start()
    const sockets = [await gateway.socket('/ws/rpc'), await gateway.socket('/ws/topics')]
    const codes = Promise.all(
      sockets.map((socket) => new Promise((resolve) => socket.once('close', (code) => resolve(code)))),
    )
    const beginMs = performance.now()
    await gateway.gateway.stop()
    expect(performance.now() - beginMs).toBeLessThan(1000)
    expect(await codes).toEqual([1001, 1001])
    await expect(fetch(`${gateway.address}/api/status`)).rejects.toThrow('fetch failed')
  })

  it('cuts off a client that does not answer the goodbye', async () => {
    const gateway = await start()
    const socket = await gateway.socket('/ws/topics')
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.pause()
    const beginMs = performance.now()
    await gateway.gateway.stop()
    expect(performance.now() - beginMs).toBeLessThan(1000)
    socket.resume()
    await closed
  })
})

describe('a door that is closed and opened again', () => {
  it('is found under the same address, also where any free port was taken', async () => {
    const gateway = await start()
    const { address } = gateway
    await gateway.gateway.stop()
    expect(await gateway.gateway.start()).toMatchObject({ address })
    expect((await gateway.fetch('/api/status')).status).toBe(200)
  })

  it('answers only what needs no session while it is held, and everything afterwards', async () => {
    const gateway = await start()
    gateway.gateway.holdCalls()
    expect(await (await gateway.fetch('/api/status')).json()).toMatchObject({ code: 'NOT_READY', action: 'retry' })
    expect((await gateway.fetch('/api/components')).status).toBe(200)
    gateway.gateway.setEngine(gateway.engine)
    expect((await gateway.fetch('/api/status')).status).toBe(200)
  })

  it('lets a stream begin that was asked for while it was held', async () => {
    const gateway = await start()
    const socket = await gateway.socket('/ws/topics')
    const messages: unknown[] = []
    socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString())))
    const send = (message: unknown): void => socket.send(JSON.stringify(message))
    gateway.gateway.holdCalls()
    send({ t: 'subscribe', sub: 1, topic: 'quotes', params: {} })
    send({ t: 'credit' })
    send({ t: 'ping' })
    await expect.poll(() => messages).toMatchObject([{ t: 'pong' }])
    gateway.gateway.setEngine(gateway.engine)
    await expect.poll(() => messages[1]).toMatchObject({ items: [{ sub: 1, seq: 0, kind: 'snapshot' }] })
    socket.terminate()
  })

  it('gives no bars of the former engine from memory, whose numbers of revisions begin anew', async () => {
    const gateway = await start()
    const load = (): Promise<Response> => gateway.fetch(`/api/candles?instrumentId=${INSTRUMENT_ID}&limit=1`)
    await load()
    await load()
    expect(gateway.engine.candleLoads).toBe(1)
    gateway.gateway.setEngine(gateway.engine)
    await load()
    expect(gateway.engine.candleLoads).toBe(2)
  })

  it('stays closed to calls once the engine is stopping', async () => {
    const gateway = await start()
    gateway.gateway.setStopping()
    gateway.gateway.holdCalls()
    gateway.gateway.setEngine(gateway.engine)
    expect(await (await gateway.fetch('/api/status')).json()).toMatchObject({ code: 'STOPPING' })
  })
})
