import type { Frame, Request, Route } from '@playwright/test'
import { addresses } from '../wire/addresses.ts'
import type { PageRequest, RequestDecision } from '../wire/messages.ts'

/** Playwright's names of the kinds of requests, each in Electron's words. */
const RESOURCE_TYPES: Readonly<Record<string, string>> = {
  fetch: 'xhr',
  xhr: 'xhr',
  eventsource: 'xhr',
  websocket: 'webSocket',
  stylesheet: 'stylesheet',
  script: 'script',
  image: 'image',
  font: 'font',
  media: 'media',
  ping: 'ping',
  cspreport: 'cspReport',
}

export function viewOf(request: Request, mainFrame: Frame): Omit<PageRequest, 'windowId' | 'isProgrammed'> {
  const isNavigation = request.isNavigationRequest()
  const frameKind = request.frame() === mainFrame ? 'mainFrame' : 'subFrame'
  return {
    url: addresses.toProgram(request.url()),
    method: request.method(),
    headers: request.headers(),
    resourceType: isNavigation ? frameKind : (RESOURCE_TYPES[request.resourceType()] ?? 'other'),
    isNavigation,
  }
}

export async function applyDecision(route: Route, decision: RequestDecision): Promise<void> {
  switch (decision.kind) {
    case 'answer': {
      const { status, headers, body } = decision
      return route.fulfill({ status, headers: { ...headers }, body: Buffer.from(body) })
    }
    case 'stay':
      return route.abort('aborted')
    case 'block':
      return route.abort('blockedbyclient')
    case 'gone':
      return undefined
    case 'pass':
      return route.continue()
  }
}
