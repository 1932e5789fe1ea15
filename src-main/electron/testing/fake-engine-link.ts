import type {
  AccountView,
  EngineHostState,
  FillView,
  OrderView,
  PositionView,
  Role,
  StatusView,
  TopicClientMessage,
} from '../../../src-contract/index.ts'
import { Emitter, ensureDefined } from '../../base/index.ts'
import type { ClientPorts, EngineService } from '../ports.ts'
import { type LinkedPort, linkedPorts } from './linked-ports.ts'

/** The engine's side of one client's topics. */
export class FakeTopics {
  readonly received: TopicClientMessage[] = []
  readonly #port: LinkedPort
  readonly #seq = new Map<number, number>()

  constructor(port: LinkedPort) {
    this.#port = port
    port.on('message', ({ data }) => this.received.push(JSON.parse(String(data)) as TopicClientMessage))
    port.start()
  }

  /** The newest subscription of the topic. */
  subOf(topic: string): number {
    const subscriptions = this.received.flatMap((message) => (message.t === 'subscribe' ? [message] : []))
    return ensureDefined(subscriptions.findLast((message) => message.topic === topic)?.sub, `subscription of ${topic}`)
  }

  get credits(): number {
    return this.received.filter(({ t }) => t === 'credit').length
  }

  send(topic: string, data: unknown, seqStep = 1): void {
    const sub = this.subOf(topic)
    const seq = (this.#seq.get(sub) ?? -1) + seqStep
    this.#seq.set(sub, seq)
    const item = { sub, seq, kind: seq === 0 ? 'snapshot' : 'delta', data }
    this.sendText(JSON.stringify({ t: 'batch', engineTimeMs: 0, items: [item] }))
  }

  sendText(text: string): void {
    this.#port.postMessage(text)
  }
}

/** An engine that runs when the test says so, and whose ports are in the hands of the test. */
export class FakeEngineLink implements Pick<EngineService, 'state' | 'onState' | 'connectClient'> {
  state: EngineHostState = { kind: 'starting' }
  readonly roles: Role[] = []
  readonly callPorts: LinkedPort[] = []
  readonly topicPorts: LinkedPort[] = []
  readonly clients: FakeTopics[] = []
  readonly #states = new Emitter<EngineHostState>(() => undefined)
  readonly onState = this.#states.event

  run(generation: number): void {
    this.setState({ kind: 'running', generation, pid: 1, address: 'http://127.0.0.1:4000', sinceMs: 0 })
  }

  setState(state: EngineHostState): void {
    this.state = state
    this.#states.fire(state)
  }

  connectClient(role: Role): ClientPorts | undefined {
    if (this.state.kind !== 'running') return undefined
    this.roles.push(role)
    const calls = linkedPorts()
    const topics = linkedPorts()
    this.callPorts.push(calls.port2)
    this.topicPorts.push(topics.port2)
    this.clients.push(new FakeTopics(topics.port2))
    return { generation: this.state.generation, account: undefined, calls: calls.port1, topics: topics.port1 }
  }

  get newest(): FakeTopics {
    return ensureDefined(this.clients.at(-1), 'client')
  }
}

/** Views with only the keys that a test is about. */
export const accountOf = (view: Partial<AccountView>): AccountView => view as AccountView
export const statusOf = (view: Partial<StatusView>): StatusView => view as StatusView
export const fillOf = (view: Partial<FillView>): FillView => view as FillView
export const orderOf = (view: Partial<OrderView>): OrderView => view as OrderView
export const positionOf = (view: Partial<PositionView>): PositionView => view as PositionView
