import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { WebSocketServer } from 'ws'
import type { EngineAccess } from './engine-access.ts'

/** A host on loopback that answers over HTTP and opens WebSockets, and can go down and come back at its port. */
export class ServiceHost implements AsyncDisposable {
  readonly #delayMs: number
  readonly #sockets = new Set<Socket>()
  #server: Server | undefined
  #port = 0

  private constructor(delayMs: number) {
    this.#delayMs = delayMs
  }

  /** @param delayMs How long each answer takes. */
  static async start(delayMs = 0): Promise<ServiceHost> {
    const host = new ServiceHost(delayMs)
    await host.comeBack()
    return host
  }

  get port(): number {
    return this.#port
  }

  async comeBack(): Promise<void> {
    const server = createServer((_, response) => {
      setTimeout(() => response.end(), this.#delayMs)
    })
    const sockets = new WebSocketServer({ noServer: true })
    server.on('upgrade', (request, socket, head) => {
      sockets.handleUpgrade(request, socket, head, () => undefined)
    })
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
    server.listen(this.#port, '127.0.0.1')
    await once(server, 'listening')
    this.#port = (server.address() as AddressInfo).port
    this.#server = server
  }

  async goDown(): Promise<void> {
    const server = this.#server
    if (server === undefined) return
    this.#server = undefined
    server.close()
    for (const socket of this.#sockets) socket.destroy()
    await once(server, 'close')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.goDown()
  }
}

/** Hosts are looked at every second, and one look decides. */
const QUICK_CHECKS = { intervalMs: 1_000, maxResponseTimeMs: 900, healthyThreshold: 1, unhealthyThreshold: 1 }

/** Two services on loopback that the engine is told of: quotes over HTTP at three hosts, and a stream of news at one. */
export class OutsideServices implements AsyncDisposable {
  readonly main: ServiceHost
  /** Answers slowly. */
  readonly backup: ServiceHost
  readonly spare: ServiceHost
  readonly news: ServiceHost

  private constructor([main, backup, spare, news]: readonly [ServiceHost, ServiceHost, ServiceHost, ServiceHost]) {
    this.main = main
    this.backup = backup
    this.spare = spare
    this.news = news
  }

  static async open(engine: EngineAccess): Promise<OutsideServices> {
    const services = new OutsideServices([
      await ServiceHost.start(12),
      await ServiceHost.start(240),
      await ServiceHost.start(35),
      await ServiceHost.start(),
    ])
    const { status, body } = await engine.call('PUT', '/config', {
      patch: { endpoints: { services: services.#config } },
    })
    if (status !== 200) throw new Error(`the services were refused: ${JSON.stringify(body)}`)
    return services
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const host of [this.main, this.backup, this.spare, this.news]) await host.goDown()
  }

  get #config(): object {
    const at = (scheme: string, { port }: ServiceHost): string => `${scheme}://127.0.0.1:${port}`
    return {
      'quotes-rest': {
        kind: 'http',
        strategy: 'weighted',
        hosts: [
          { name: 'main', url: `${at('http', this.main)}/v3`, weight: 3 },
          { name: 'backup', url: `${at('http', this.backup)}/v3` },
          { name: 'spare', url: `${at('http', this.spare)}/v3` },
        ],
        healthCheck: QUICK_CHECKS,
      },
      'news-stream': {
        kind: 'websocket',
        hosts: [{ name: 'main', url: at('ws', this.news) }],
        healthCheck: QUICK_CHECKS,
      },
    }
  }
}
