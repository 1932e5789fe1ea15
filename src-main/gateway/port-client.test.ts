import { describe, expect, it } from 'vitest'
import type { PlainPort, PortEvent } from '../../src-contract/index.ts'
import { silentLogger } from '../base/index.ts'
import { PortClient } from './port-client.ts'

/** A port that a test is the other end of. */
class HandPort implements PlainPort {
  readonly posted: unknown[] = []
  isStarted = false
  closings = 0
  #onMessage: (event: PortEvent) => void = () => undefined
  #onClose: () => void = () => undefined

  postMessage(message: unknown): void {
    this.posted.push(message)
  }

  on(event: 'message' | 'close', listener: ((event: PortEvent) => void) & (() => void)): void {
    if (event === 'message') this.#onMessage = listener
    else this.#onClose = listener
  }

  start(): void {
    this.isStarted = true
  }

  close(): void {
    this.closings += 1
  }

  deliver(data: unknown): void {
    this.#onMessage({ data, ports: [] })
  }

  /** The other side has closed it. */
  end(): void {
    this.#onClose()
  }
}

function openClient(): {
  calls: HandPort
  topics: HandPort
  client: PortClient
  heard: string[]
  closed: () => number
} {
  const [calls, topics] = [new HandPort(), new HandPort()]
  const client = new PortClient({ calls, topics }, silentLogger)
  const heard: string[] = []
  let closed = 0
  client.onClose(() => (closed += 1))
  client.calls.onMessage((text) => heard.push(text))
  return { calls, topics, client, heard, closed: () => closed }
}

describe('PortClient', () => {
  it('lets messages in only when it is started', () => {
    const { calls, topics, client } = openClient()
    expect([calls.isStarted, topics.isStarted]).toEqual([false, false])
    client.start()
    expect([calls.isStarted, topics.isStarted]).toEqual([true, true])
  })

  it('carries texts, and hands over an empty one for anything else', () => {
    const { calls, topics, client, heard } = openClient()
    client.calls.send('to the page')
    client.topics.send('a batch')
    calls.deliver('from the page')
    calls.deliver({ not: 'a text' })
    expect({ posted: [calls.posted, topics.posted], heard }).toEqual({
      posted: [['to the page'], ['a batch']],
      heard: ['from the page', ''],
    })
  })

  it.each(['calls', 'topics'] as const)('closes both ports when the one of the %s closes, and says so once', (name) => {
    const { closed, client, ...ports } = openClient()
    ports[name].end()
    ports.calls.end()
    ports.topics.end()
    client.dispose()
    expect({ closed: closed(), calls: ports.calls.closings, topics: ports.topics.closings }).toEqual({
      closed: 1,
      calls: 1,
      topics: 1,
    })
  })

  it('sends and hears nothing once it is closed', () => {
    const { calls, topics, client, heard } = openClient()
    client.dispose()
    client.calls.send('late')
    client.topics.send('late')
    calls.deliver('late')
    expect({ posted: [...calls.posted, ...topics.posted], heard }).toEqual({ posted: [], heard: [] })
  })
})
