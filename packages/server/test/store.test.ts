import { openSqlite } from '../src/db/open.ts'
import { storeSuite } from './store-suite.ts'

storeSuite('the embedded store', () => openSqlite(':memory:', () => new Date()))
