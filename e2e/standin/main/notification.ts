import { StrictEmitter } from '../wire/strict.ts'
import { app } from './app.ts'
import { PreventableEvent } from './prevent.ts'
import { records } from './records.ts'

interface NotificationOptions {
  readonly title?: string
  readonly subtitle?: string
  readonly body?: string
  readonly silent?: boolean
  readonly icon?: unknown
  readonly urgency?: string
  readonly timeoutType?: string
}

export class Notification extends StrictEmitter {
  static isSupported(): boolean {
    return true
  }

  title: string
  subtitle: string
  body: string
  silent: boolean

  constructor(options: NotificationOptions = {}) {
    super()
    if (!app.isReady()) throw new Error('Cannot create Notification before app is ready')
    this.title = options.title ?? ''
    this.subtitle = options.subtitle ?? ''
    this.body = options.body ?? ''
    this.silent = options.silent ?? false
  }

  show(): void {
    records.notifications.push(this)
    this.emit('show', new PreventableEvent())
  }

  close(): void {
    this.emit('close', new PreventableEvent())
  }
}
