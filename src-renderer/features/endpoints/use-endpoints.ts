import type { EndpointDelta, EndpointServiceView } from '../../../src-contract/index.ts'
import { type TopicReader, useTopic, type Watched } from '../../client/index.ts'

type Services = readonly EndpointServiceView[]

/** A service that is not used any more leaves; a new one comes last. */
export function changedServices(services: Services, deltas: readonly EndpointDelta[]): Services {
  const byName = new Map(services.map((service) => [service.name, service]))
  for (const { name, service } of deltas) {
    if (service === null) byName.delete(name)
    else byName.set(name, service)
  }
  return [...byName.values()]
}

const ENDPOINTS: TopicReader<'endpoints', Services> = {
  params: {},
  read: (services) => services,
  change: changedServices,
}

/** Outside services with their hosts. @param active False while nobody looks. */
export const useEndpoints = (active: boolean): Watched<Services> => useTopic('endpoints', ENDPOINTS, active)
