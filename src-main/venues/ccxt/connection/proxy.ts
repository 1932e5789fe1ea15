import { Agent as PlainAgent, type Agent, type ClientRequest } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import type { Socket } from 'node:net'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { SocksProxyAgent } from 'socks-proxy-agent'
import { type Disposable, errorText } from '../../../base/index.ts'
import { systemCode, TransportError } from './transport-error.ts'

/** How connections are made. */
export interface ConnectionAgents extends Disposable {
  /** For requests, which take turns on connections that are kept. */
  requestAgent(isSecure: boolean): Agent
  /** For WebSockets, each of which has a connection of its own. */
  socketAgent(isSecure: boolean): Agent
}

type ConnectOptions = Parameters<HttpsProxyAgent<string>['connect']>[1]

/** Milliseconds after which a connection that nobody uses is closed, before the venue does so while a request is on its way. */
const IDLE_MS = 15_000

/** What a proxy says that wants a user and a password, or others. */
export const PROXY_AUTHENTICATION = 'PROXY_AUTHENTICATION'

const TUNNEL_OPEN = 200
const AUTHENTICATION_REQUIRED = 407

/**
 * Direct connections, or such that a proxy makes: everything goes through a tunnel, so that the proxy reads nothing of it
 * where the venue is reached by TLS. A SOCKS proxy also looks up the venue's name.
 * @param proxy `http://`, `https://` or `socks5://` with host and port; undefined connects directly.
 */
export function connectionAgents(proxy: string | undefined): ConnectionAgents {
  const kept = { keepAlive: true, timeout: IDLE_MS }
  const single = { keepAlive: false }
  const [requests, sockets] =
    proxy === undefined ? [directly(kept), directly(single)] : [through(proxy, kept), through(proxy, single)]
  return {
    requestAgent: (isSecure) => requests[isSecure ? 1 : 0],
    socketAgent: (isSecure) => sockets[isSecure ? 1 : 0],
    dispose() {
      for (const agent of [...requests, ...sockets]) agent.destroy()
    },
  }
}

type AgentPair = readonly [plain: Agent, secure: Agent]

function directly(options: AgentOptions): AgentPair {
  return [new PlainAgent(options), new SecureAgent(options)]
}

function through(proxy: string, { keepAlive, timeout }: AgentOptions): AgentPair {
  // A timeout given to the SOCKS agent would cut what is in use.
  const agent = proxy.startsWith('socks5:')
    ? new SocksTunnelAgent(proxy.replace(/^socks5:/, 'socks5h:'), { keepAlive })
    : new HttpTunnelAgent(proxy, { keepAlive, ...(timeout !== undefined && { timeout }) })
  return [agent, agent]
}

interface AgentOptions {
  readonly keepAlive: boolean
  readonly timeout?: number
}

class HttpTunnelAgent extends HttpsProxyAgent<string> {
  override async connect(request: ClientRequest, options: ConnectOptions): Promise<Socket> {
    let status = TUNNEL_OPEN
    request.once('proxyConnect', (answer: { readonly statusCode: number }) => {
      status = answer.statusCode
    })
    const socket = await throughProxy(super.connect(request, options))
    if (status === TUNNEL_OPEN) return socket
    socket.destroy()
    throw proxyError(status === AUTHENTICATION_REQUIRED ? PROXY_AUTHENTICATION : `HTTP ${status}`)
  }
}

class SocksTunnelAgent extends SocksProxyAgent {
  override async connect(request: ClientRequest, options: ConnectOptions): Promise<Socket> {
    return throughProxy(super.connect(request, options))
  }
}

async function throughProxy(connecting: Promise<Socket>): Promise<Socket> {
  try {
    return await connecting
  } catch (error) {
    throw proxyError(codeOf(error), error)
  }
}

/** SOCKS failures have no codes, but always the same words. */
function codeOf(error: unknown): string | undefined {
  const text = errorText(error)
  if (/authentication/i.test(text)) return PROXY_AUTHENTICATION
  const reply = /rejected connection - (\w+)/.exec(text)?.[1]
  return reply ?? systemCode(error) ?? /\bE[A-Z]{4,}\b/.exec(text)?.[0]
}

function proxyError(code: string | undefined, cause?: unknown): TransportError {
  const parts = { fault: 'proxy', isSent: false, ...(code !== undefined && { code }) } as const
  return new TransportError('the proxy made no connection', { ...parts, cause })
}
