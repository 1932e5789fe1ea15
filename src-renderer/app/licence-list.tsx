import { useEffect, useState } from 'react'
import { useWords } from '../i18n/index.ts'
import { EmptyState, ensureNever, ErrorState, errorText, Field, useLateFlag } from '../ui/index.ts'
import { findLicences, type Licence, loadLicences } from './licences.ts'

type Loading =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly licences: readonly Licence[] }
  | { readonly kind: 'failed'; readonly message: string }

/** Everything the program is made of, with the text of each licence; loaded when it is first shown. */
export function LicenceList() {
  const t = useWords('about')
  const loading = useLicences()
  const late = useLateFlag()
  switch (loading.kind) {
    case 'loading':
      return late ? <p className="quiet">{t('loading')}</p> : null
    case 'failed':
      return <ErrorState title={t('noLicences')}>{loading.message}</ErrorState>
    case 'loaded':
      return <SearchableLicences licences={loading.licences} />
    default:
      return ensureNever(loading, 'state of the licences')
  }
}

function useLicences(): Loading {
  const [loading, setLoading] = useState<Loading>({ kind: 'loading' })
  useEffect(() => {
    let ended = false
    const show = (next: Loading): void => {
      if (!ended) setLoading(next)
    }
    loadLicences().then(
      (licences) => show({ kind: 'loaded', licences }),
      (error: unknown) => show({ kind: 'failed', message: errorText(error) }),
    )
    return () => {
      ended = true
    }
  }, [])
  return loading
}

function SearchableLicences({ licences }: { readonly licences: readonly Licence[] }) {
  const t = useWords('about')
  const [search, setSearch] = useState('')
  const found = findLicences(licences, search)
  return (
    <>
      <Field
        label={t('search')}
        unit={t('found', { found: found.length, all: licences.length })}
        placeholder={t('searchHint')}
        value={search}
        onValueChange={setSearch}
      />
      <div className="licences">
        {found.length === 0 && <EmptyState title={t('nothing')}>{t('nothingText')}</EmptyState>}
        {found.map((licence) => (
          <LicenceRow key={`${licence.name} ${licence.version}`} licence={licence} />
        ))}
      </div>
    </>
  )
}

function LicenceRow({ licence: { name, version, licence, text } }: { readonly licence: Licence }) {
  const [open, setOpen] = useState(false)
  return (
    <details className="licence" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="licence-name">
          {name} <span className="quiet">{version}</span>
        </span>
        <span className="quiet">{licence}</span>
      </summary>
      {open && <pre className="licence-text">{text}</pre>}
    </details>
  )
}
