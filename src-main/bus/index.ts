export { type BusEvent, EventBus, type ListenerErrorHandler } from './event-bus.ts'
export type { EventChannel, EventListener } from './event-channel.ts'
