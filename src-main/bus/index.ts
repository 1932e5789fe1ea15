export { EventBus } from './event-bus.ts'
export type { BusEvent, ListenerErrorHandler } from './delivery.ts'
export type { EventChannel, EventListener } from './event-channel.ts'
