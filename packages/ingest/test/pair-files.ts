/** Two courses over two terms; 7 repeats A. */
export const pairFiles: Readonly<Record<string, string>> = {
  'students.csv':
    'student,course,term,gender,entry points,email,registered,withdrawn,result\n' +
    '7,A,2025W,F,300,seven@example.com,2025-09-20,2025-11-01,left\n' +
    '8,A,2025W,M,280,eight@example.com,2025-09-28,,passed\n' +
    '7,A,2026W,F,300,seven@example.com,2026-09-20,,failed\n' +
    '9,B,2026W,M,,nine@example.com,,,passed\n',
  'events.csv':
    'student,course,term,time,what,amount\n' +
    '7,A,2025W,2025-09-30 10:00,forum,2\n' +
    '7,A,2025W,2025-10-03T23:59:59Z,quiz,1.5\n' +
    '7,A,2026W,2026-10-03,quiz,1\n' +
    '7,A,2026W,2026-10-03,quiz,4\n' +
    '9,B,2026W,2027-03-01,forum,1\n',
  'terms.csv': 'term,start,days\n2025W,2025-10-01,120\n2026W,2026-10-01,125\n',
}
