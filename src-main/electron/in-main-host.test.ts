import { describe, expect, it } from 'vitest'
import type { EngineHostModule, HostLink, PortEvent } from '../../src-contract/index.ts'
import type { HostExit } from './host-messages.ts'
import { InMainHost } from './in-main-host.ts'
import { settle } from './testing/fake-engine-host.ts'
import { linkedPorts } from './testing/linked-ports.ts'

function setUp(load?: () => Promise<EngineHostModule>) {
  const heard: PortEvent[] = []
  let link: HostLink | undefined
  let end: (exitCode: number) => void = () => undefined
  const module: EngineHostModule = {
    hostEngine: (given, onEnd) => {
      link = given
      end = onEnd
      given.on('message', (event) => heard.push(event))
    },
  }
  const host = new InMainHost({ load: load ?? (async () => module), createChannel: linkedPorts })
  const messages: unknown[] = []
  const exits: HostExit[] = []
  const running = host.start({ onMessage: (raw) => messages.push(raw), onExit: (exit) => exits.push(exit) })
  return { heard, messages, exits, running, link: () => link, end: (exitCode: number) => end(exitCode) }
}

describe('InMainHost', () => {
  it('hands over what was posted before the engine was loaded, with its ports', async () => {
    const { heard, running } = setUp()
    const { port1 } = linkedPorts()
    running.post({ t: 'client', role: 'admin' }, [port1])
    await settle()
    expect(heard).toEqual([{ data: { t: 'client', role: 'admin' }, ports: [port1] }])
  })

  it('hears the engine, and how it ends', async () => {
    const { messages, exits, link, end } = setUp()
    await settle()
    link()?.postMessage({ t: 'stopped' })
    await settle()
    end(0)
    expect(messages).toEqual([{ t: 'stopped' }])
    expect(exits).toEqual([{ code: 0, lastWords: '' }])
  })

  it('takes a file that cannot be loaded for an engine that failed', async () => {
    const { exits } = setUp(() => Promise.reject(new Error('Cannot find module')))
    await settle()
    expect(exits).toEqual([{ code: 70, lastWords: 'Cannot find module' }])
  })

  it('has no other force than to ask again', async () => {
    const { heard, running } = setUp()
    running.kill()
    await settle()
    expect(heard.map(({ data }) => data)).toEqual([{ t: 'stop', reason: 'it takes too long' }])
  })
})
