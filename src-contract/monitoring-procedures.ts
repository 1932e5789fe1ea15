import { z } from 'zod'
import { ConnectionView, StreamView } from './connections.ts'
import { EndpointServiceView } from './endpoints.ts'
import {
  AlertView,
  CreatePriceAlertInput,
  LogLineView,
  LogQuery,
  MetricRange,
  MetricSeriesView,
  PriceAlertView,
} from './monitoring.ts'
import { Done, Limit, entry, trader, viewer, withInstrument } from './procedure-base.ts'

/** The course of what the engine measures of itself. */
export const metrics = {
  series: viewer
    .route({ method: 'GET', path: '/metrics/series', tags: ['monitoring'], summary: 'Course of one metric' })
    .errors({ UNKNOWN_METRIC: { ...entry('UNKNOWN_METRIC'), data: z.object({ known: z.array(z.string()) }) } })
    .input(z.object({ metricId: z.string().max(200), range: MetricRange.default('1h') }))
    .output(MetricSeriesView),
}

/** What needs a person, and prices that are waited for. */
export const alerts = {
  list: viewer
    .route({ method: 'GET', path: '/alerts', tags: ['monitoring'], summary: 'Newest first' })
    .input(z.object({ status: z.enum(['standing', 'all']).default('all'), limit: Limit }))
    .output(z.object({ alerts: z.array(AlertView) })),
  acknowledge: trader
    .route({ method: 'POST', path: '/alerts/{alertId}/acknowledge', tags: ['monitoring'], summary: 'It was seen' })
    .errors({ UNKNOWN_ALERT: entry('UNKNOWN_ALERT') })
    .input(z.object({ alertId: z.string() }))
    .output(AlertView),
  acknowledgeAll: trader
    .route({ method: 'POST', path: '/alerts/acknowledge-all', tags: ['monitoring'] })
    .input(z.object({}))
    .output(z.object({ acknowledged: z.number().int() })),
  listPrices: viewer
    .route({ method: 'GET', path: '/alerts/prices', tags: ['monitoring'], summary: 'Prices that are waited for' })
    .output(z.object({ priceAlerts: z.array(PriceAlertView) })),
  createPrice: trader
    .route({ method: 'POST', path: '/alerts/prices', successStatus: 201, tags: ['monitoring'] })
    .errors({ ...withInstrument, PRICE_UNAVAILABLE: entry('PRICE_UNAVAILABLE') })
    .input(CreatePriceAlertInput)
    .output(PriceAlertView),
  removePrice: trader
    .route({ method: 'DELETE', path: '/alerts/prices/{priceAlertId}', tags: ['monitoring'] })
    .errors({ UNKNOWN_ALERT: entry('UNKNOWN_ALERT') })
    .input(z.object({ priceAlertId: z.string() }))
    .output(Done),
}

/** Outside services that the engine uses. */
export const endpoints = {
  list: viewer
    .route({ method: 'GET', path: '/endpoints', tags: ['monitoring'], summary: 'Outside services with their hosts' })
    .output(z.object({ services: z.array(EndpointServiceView) })),
}

/** Connections to exchanges and what comes through them. */
export const connections = {
  list: viewer
    .route({
      method: 'GET',
      path: '/connections',
      tags: ['monitoring'],
      summary: 'Connections to exchanges: clock, allowance, sockets',
    })
    .output(z.object({ connections: z.array(ConnectionView) })),
  streams: viewer
    .route({
      method: 'GET',
      path: '/connections/streams',
      tags: ['monitoring'],
      summary: 'Every stream of an exchange with its state',
    })
    .output(z.object({ streams: z.array(StreamView) })),
}

/** Lines of the log that are kept in memory. */
export const logs = {
  list: viewer
    .route({ method: 'GET', path: '/logs', tags: ['monitoring'], summary: 'Lines in memory, newest first' })
    .input(LogQuery)
    .output(z.object({ lines: z.array(LogLineView) })),
}
