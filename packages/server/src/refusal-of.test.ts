import { CampusError } from '@headway/campus'
import { expect, it } from 'vitest'
import { refusalOf } from './refusal-of.ts'

it('tells refusals from bugs', () => {
  expect(refusalOf(new CampusError('unknown_code', 'AGE has no code 9.'))).toMatchObject({
    code: 'unknown_code',
    message: 'AGE has no code 9.',
  })
  expect(refusalOf(new TypeError('x is not a function'))).toBeUndefined()
  expect(refusalOf(new CampusError('bad_bundle', 'the stored file is damaged'))).toBeUndefined()
})

it.each(['ENOSPC', 'EDQUOT', 13])('says that the disk is full (%s), and no path of this machine', code => {
  const refusal = refusalOf(Object.assign(new Error('ENOSPC: no space left on device, open /srv/secret'), { code }))
  expect(refusal?.code).toBe('disk_full')
  expect(refusal?.message).not.toContain('/srv')
})
