import type { PageRequest, RequestDecision } from '../wire/messages.ts'
import { eventWith } from './prevent.ts'
import { answerOf } from './protocol.ts'
import { faultOf } from './records.ts'
import { session } from './session.ts'
import type { WebContents } from './web-contents.ts'

/** Nothing but this may reach the network of the machine. */
const LOOPBACK_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** What becomes of a request of a page, in the order in which Electron asks: navigation, request, scheme. */
export async function decide(contents: WebContents, request: PageRequest): Promise<RequestDecision> {
  if (request.isNavigation && !request.isProgrammed && !mayNavigate(contents, request)) return { kind: 'stay' }
  if (!(await session.defaultSession.webRequest.allows(request))) return { kind: 'block' }
  const response = await ownAnswer(request)
  if (response === undefined)
    return LOOPBACK_HOSTS.has(URL.parse(request.url)?.hostname ?? '') ? PASS : { kind: 'block' }
  return {
    kind: 'answer',
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  }
}

const PASS: RequestDecision = { kind: 'pass' }

function mayNavigate(contents: WebContents, { url, resourceType }: PageRequest): boolean {
  const isMainFrame = resourceType === 'mainFrame'
  const details = { url, isMainFrame, isSameDocument: false, frame: contents.mainFrame, initiator: contents.mainFrame }
  const frameEvent = eventWith(details)
  contents.emit('will-frame-navigate', frameEvent)
  if (!isMainFrame) return !frameEvent.defaultPrevented
  const event = eventWith(details)
  contents.emit('will-navigate', event, url, false, true, 1, contents.mainFrame.routingId)
  return !event.defaultPrevented && !frameEvent.defaultPrevented
}

async function ownAnswer(request: PageRequest): Promise<Response | undefined> {
  try {
    return await answerOf(request)
  } catch (error) {
    faultOf(`the handler of ${request.url} failed`, error)
    return new Response(null, { status: 500 })
  }
}
