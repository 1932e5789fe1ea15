import { Toast } from '@base-ui/react/toast'
import { CircleCheck, CircleX, Info, TriangleAlert, X } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { useWords } from '../i18n/index.ts'
import { shownToasts } from './shown-toasts.ts'
import './toasts.css'
import { type ToastKind, toastManager } from './toast-manager.ts'

const ICONS = { success: CircleCheck, info: Info, warn: TriangleAlert, error: CircleX } as const

const kindOf = (type: string | undefined): ToastKind =>
  type !== undefined && type in ICONS ? (type as ToastKind) : 'info'

/** The others wait out of sight until there is room for them. */
const MOST_KEPT = 50

/** Shows the toasts of `showToast` over its children: at most three at a time. */
export function ToastArea({ children }: { readonly children: ReactNode }) {
  const t = useWords('common')
  return (
    <Toast.Provider toastManager={toastManager} limit={MOST_KEPT}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="toasts" aria-label={t('notifications')}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

type ShownToast = ReturnType<typeof Toast.useToastManager<{ count: number }>>['toasts'][number]

/** A toast out of sight has no elements, until it goes: only a toast that is there can take itself off the list. */
function ToastList() {
  const { toasts } = Toast.useToastManager<{ count: number }>()
  const shown = shownToasts(toasts.map(({ id, type }) => ({ id, kind: kindOf(type) })))
  return toasts
    .filter(({ id, transitionStatus }) => shown.has(id) || transitionStatus === 'ending')
    .map((toast) => <ToastCard key={toast.id} toast={toast} hidden={!shown.has(toast.id)} />)
}

/** Drawn again only when its own toast has changed. */
const ToastCard = memo(ToastCardView)

function ToastCardView({ toast, hidden }: { readonly toast: ShownToast; readonly hidden: boolean }) {
  const t = useWords('common')
  const kind = kindOf(toast.type)
  const Icon = ICONS[kind]
  const count = toast.data?.count ?? 1
  return (
    // It asks nothing and closes nothing off, so it is no dialog: what looks for an open one must not find it. All of
    // them are in sight and can be reached, so none is hidden. An error is read out at once by a region of its own.
    <Toast.Root
      toast={toast}
      className="toast"
      hidden={hidden}
      swipeDirection={[]}
      role="group"
      aria-modal={undefined}
      aria-hidden={undefined}
      aria-live={kind === 'error' ? 'off' : undefined}
    >
      <Icon size={14} className={`toast-icon-${kind}`} aria-hidden="true" />
      {/* Toasts are not stacked behind each other, so nobody has to measure this one anew with each change of its text. */}
      <div className="toast-content">
        <Toast.Title className="toast-title" render={<p />} />
        <Toast.Description className="toast-description" />
      </div>
      {count > 1 && <span className="toast-fold">×{count}</span>}
      <Toast.Close
        className="button button-icon button-quiet toast-close"
        aria-hidden={undefined}
        aria-label={t('dismiss')}
      >
        <X size={12} aria-hidden="true" />
      </Toast.Close>
    </Toast.Root>
  )
}
