import { errorText, type Logger } from './base/index.ts'
import { EventBus } from './bus/index.ts'

/** A bus whose failing listeners are logged. */
export function createEventBus(logger: Logger): EventBus {
  return new EventBus((error, name) =>
    logger.error('a listener of the bus failed', { event: name, error: errorText(error) }),
  )
}
