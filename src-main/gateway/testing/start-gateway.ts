import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { WebSocket } from 'ws'
import {
  ACCOUNT_HEADER,
  type Contract,
  type Role,
  ROLES,
  WS_PROTOCOL,
  WS_TOKEN_PREFIX,
} from '../../../src-contract/index.ts'
import { type Clock, silentLogger, SystemClock } from '../../base/index.ts'
import { Gateway, type GatewayOptions } from '../gateway.ts'
import type { TokenCheck } from '../ports.ts'
import { FakeEngine } from './fake-engine.ts'

/** Test tokens are `<role>-token`. */
export const TEST_TOKENS: TokenCheck = {
  roleOf: (token) => ROLES.find((role) => token === tokenOf(role)),
}

export function tokenOf(role: Role): string {
  return `${role}-token`
}

/** A gateway on a free port with a fake engine behind it. */
export class TestGateway {
  readonly engine = new FakeEngine()
  readonly gateway: Gateway
  #address = ''
  #port = 0

  constructor(options: Partial<GatewayOptions> = {}) {
    const clock: Clock = new SystemClock()
    this.gateway = new Gateway({
      host: '127.0.0.1',
      port: 0,
      rendererFolder: '/nowhere',
      version: '0.1.0',
      tokens: TEST_TOKENS,
      clock,
      logger: silentLogger,
      validateOutput: true,
      rateLimit: { perSecond: 100_000, burst: 100_000 },
      ...options,
    })
  }

  get address(): string {
    return this.#address
  }

  get port(): number {
    return this.#port
  }

  /** Starts the gateway; `ready: false` leaves the engine out. */
  async start({ ready = true } = {}): Promise<this> {
    const { address, port } = await this.gateway.start()
    this.#address = address
    this.#port = port
    if (ready) this.gateway.setEngine(this.engine)
    return this
  }

  /** One call over REST; `role` undefined sends no token. */
  fetch(
    path: string,
    options: { role?: Role | undefined; body?: unknown; method?: string; account?: string } = {},
  ): Promise<Response> {
    const { role = 'admin', body, account } = options
    const headers: Record<string, string> = { authorization: `Bearer ${tokenOf(role)}` }
    if (account !== undefined) headers[ACCOUNT_HEADER] = account
    if (body !== undefined) headers['content-type'] = 'application/json'
    return fetch(this.#address + path, {
      method: options.method ?? (body === undefined ? 'GET' : 'POST'),
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  }

  /** An open socket of a client that a browser could be. */
  async socket(path: string, role: Role = 'admin'): Promise<WebSocket> {
    const socket = new WebSocket(`ws://127.0.0.1:${this.#port}${path}`, [WS_PROTOCOL, WS_TOKEN_PREFIX + tokenOf(role)])
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    return socket
  }
}

/** The contract as a typed client over an open socket. */
export function rpcClient(socket: WebSocket): ContractRouterClient<Contract> {
  return createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))
}
