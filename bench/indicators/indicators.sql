-- Every indicator of one moment, as DuckDB alone computes them. Put in from outside, because they depend on the data:
-- the moment's day of term (day), its whole weeks (weeks), the delays in days (marking, results), one share of clicks per kind of resource
-- (shares), one rank within the section per ranked indicator (ranks, windows), and the order of the columns.
with
population as materialized (
  select e.id, e.student, e.section, e.registered, s.course, s.term, t.start + {day} as today
  from enrolments e join sections s on s.id = e.section join terms t on t.id = s.term
  where {day} <= s.days and (e.registered is null or e.registered <= {day}) and (e.withdrawn is null or e.withdrawn >= {day})
),

-- Activity by day
daily as materialized (
  select a.enrolment as id, a.day, sum(a.amount) as amount,
    a.day - lag(a.day) over (partition by a.enrolment order by a.day) as since_day_before
  from activity a join population p on p.id = a.enrolment
  where a.day <= {day}
  group by a.enrolment, a.day
),
by_day as (
  select id,
    count(*) filter (where day >= 0) as active_days,
    count(*) filter (where day > {day} - 7) as active_days_last_7,
    count(*) filter (where day > {day} - 14) as active_days_last_14,
    count(*) filter (where day > {day} - 28) as active_days_last_28,
    sum(amount) filter (where day >= 0) as clicks,
    sum(amount) filter (where day > {day} - 7) as clicks_last_7,
    sum(amount) filter (where day > {day} - 14) as clicks_last_14,
    sum(amount) filter (where day > {day} - 28) as clicks_last_28,
    sum(amount) filter (where day < 0) as clicks_before_term,
    count(*) filter (where day < 0) as active_days_before_term,
    min(day) as first_activity,
    {day} - max(day) as days_since_activity,
    sum(amount) / count(*) as clicks_per_active_day,
    bit_count(bit_or(1::integer << (greatest(day, 0) % 7)::integer) filter (where day >= 0)) as weekday_spread,
    -- between two active days of the term, before the first of them, after the last
    greatest(
      max(least(since_day_before - 1, day)) filter (where day >= 0), min(day) filter (where day >= 0),
      {day} - coalesce(max(day) filter (where day >= 0), -1)) as longest_gap
  from daily group by id
),

-- Whole weeks counted back from the moment; 0 is the oldest
weekly as (
  select id, {weeks} - 1 - ({day} - day) // 7 as week, sum(amount) as amount
  from daily where {day} - day < 7 * {weeks}
  group by all
),
by_week as (
  select id, count(*) as active, sum(amount) as total, sum(amount * amount) as squares,
    sum((week - ({weeks} - 1) / 2) * amount) as slope,
    coalesce(sum(amount) filter (where week = {weeks} - 1), 0) as last
  from weekly group by id
),

-- Pages opened, and clicks by their kind
pages as (
  select a.enrolment as id, a.resource, max(a.day) as last, sum(a.amount) as amount
  from activity a join population p on p.id = a.enrolment
  where a.day <= {day}
  group by a.enrolment, a.resource
),
by_page as (
  select pages.id,
    count(*) as distinct_resources,
    count(*) filter (where last > {day} - 14) as distinct_resources_last_14,
    {shares}
  from pages join resources r on r.id = resource
  group by pages.id
),

-- Assessed work: what is due, what is in of it
plan as materialized (select * from assessments where final = 0),
made as materialized (
  select p.id, p.section, s.nth, s.assessment, s.day, s.banked, a.weight,
    case when s.banked = 1 or s.day + {marking} <= {day} then s.score end as score
  from submissions s join population p on p.id = s.enrolment join plan a on a.id = s.assessment
  where s.day <= {day}
),
by_piece as materialized (
  select id, assessment, min(day) filter (where banked = 0) as day, max(banked) as banked from made group by id, assessment
),
work as (
  select p.id, a.id as assessment, a.due, a.weight, b.day, coalesce(a.due <= {day}, false) as is_due, b.id is not null as is_in,
    coalesce(b.banked, 0) as banked
  from population p join plan a on a.section = p.section left join by_piece b on b.id = p.id and b.assessment = a.id
),
by_work as (
  select id,
    count(*) filter (where own and is_due) as work_due,
    count(*) filter (where own and is_due and day is not null) as due_in,
    count(*) filter (where own and not is_due and day is not null) as work_ahead,
    count(*) filter (where own and is_due and day > due) as work_late,
    sum(weight) filter (where own and is_due) as weight_due,
    coalesce(sum(weight) filter (where own and is_due and day is not null), 0) as weight_in,
    avg(due - day) filter (where own) as mean_lead,
    arg_max(due - day, row(day, due, assessment)) filter (where own and due - day is not null) as last_lead,
    sum(weight) filter (where is_due and weight > 0 and not is_in) as weight_missed
  from (select *, banked = 0 as own from work) group by id
),
next_due as (select section, min(due) - {day} as days_to_next_due from plan where due > {day} group by section),

-- Scores
by_submission as (
  select id, count(*) filter (where banked = 1) as work_carried_over, avg(score) filter (where banked = 1) as score_carried_over,
    {day} - max(day) filter (where banked = 0) as days_since_submission
  from made group by id
),
marked as materialized (
  select *, avg(score) over (partition by assessment) as average from made where banked = 0 and score is not null
),
by_score as (
  select id, count(*) as scores_known, avg(score) as score_mean, min(score) as score_lowest, max(score) as score_highest,
    arg_min(score, nth) as score_first, arg_max(score, nth) as score_last,
    (sum(score) - arg_max(score, nth)) / nullif(count(*) - 1, 0) as mean_before_last,
    avg(score - average) as score_against_section,
    sum(weight) filter (where weight > 0) as weight_marked,
    sum(weight * score) filter (where weight > 0) as points
  from marked group by id
),

-- Earlier terms and the others of this one
known_outcomes as materialized (
  select e.id, e.student, s.course, s.term, t.start + s.days + {results} as known_on, e.outcome, e.adverse
  from enrolments e join sections s on s.id = e.section join terms t on t.id = s.term
),
by_earlier as (
  select p.id, count(*) as earlier_courses, count(*) filter (where e.course = p.course) as earlier_attempts,
    count(*) filter (where e.known_on <= p.today and e.adverse = 0) as earlier_passed,
    count(*) filter (where e.known_on <= p.today and e.adverse = 1) as earlier_not_passed,
    arg_max(e.adverse, row(e.term, e.id)) filter (where e.known_on <= p.today and e.outcome is not null) as last_not_passed,
    p.term - max(e.term) as terms_since_last
  from population p join known_outcomes e on e.student = p.student and e.term < p.term
  group by p.id, p.term
),
alongside as (
  select student, term, count(*) - 1 as courses_alongside
  from (
    select e.student, s.term from enrolments e join sections s on s.id = e.section
    where (e.registered is null or e.registered <= {day}) and (e.withdrawn is null or e.withdrawn >= {day})
  )
  group by student, term
),

-- Side by side
joined as (
  select p.id, p.section,
    coalesce(active_days, 0) as active_days,
    coalesce(active_days_last_7, 0) as active_days_last_7,
    coalesce(active_days_last_14, 0) as active_days_last_14,
    coalesce(active_days_last_28, 0) as active_days_last_28,
    coalesce(clicks, 0) as clicks,
    coalesce(clicks_last_7, 0) as clicks_last_7,
    coalesce(clicks_last_14, 0) as clicks_last_14,
    coalesce(clicks_last_28, 0) as clicks_last_28,
    coalesce(clicks_before_term, 0) as clicks_before_term,
    coalesce(active_days_before_term, 0) as active_days_before_term,
    first_activity, days_since_activity, clicks_per_active_day,
    coalesce(distinct_resources, 0) as distinct_resources,
    coalesce(distinct_resources_last_14, 0) as distinct_resources_last_14,
    case when {weeks} >= 3 then 12 * w.slope / ({weeks} * ({weeks} * {weeks} - 1)) / (w.total / {weeks}) end as clicks_trend,
    case when {weeks} >= 2 and w.total > w.last then least(10, w.last / ((w.total - w.last) / ({weeks} - 1))) end
      as last_week_against_earlier,
    case when {weeks} >= 1 then coalesce(w.active, 0) / {weeks} end as weeks_active_share,
    case when {day} >= 0 then coalesce(longest_gap, {day} + 1) end as longest_gap,
    -- exact: clicks are whole numbers
    case when {weeks} >= 2 then sqrt({weeks} * w.squares - w.total * w.total) / w.total end as unevenness,
    coalesce(weekday_spread, 0) as weekday_spread,
    coalesce(work_due, 0) as work_due,
    coalesce(work_due - due_in, 0) as work_missed,
    coalesce(due_in + work_ahead, 0) as work_submitted,
    coalesce(work_ahead, 0) as work_ahead,
    due_in / nullif(work_due, 0) as share_submitted,
    weight_in / nullif(weight_due, 0) as weight_submitted,
    coalesce(work_late, 0) as work_late,
    work_late / nullif(due_in, 0) as share_late,
    mean_lead, last_lead, days_since_submission, days_to_next_due,
    coalesce(scores_known, 0) as scores_known,
    score_mean, score_lowest, score_highest, score_first, score_last,
    score_last - mean_before_last as score_trend,
    score_against_section,
    coalesce(points, 0) / 100 / nullif(coalesce(weight_marked, 0) + coalesce(weight_missed, 0), 0) as points_so_far,
    coalesce(work_carried_over, 0) as work_carried_over,
    score_carried_over,
    coalesce(earlier_courses, 0) as earlier_courses,
    coalesce(earlier_attempts, 0) as earlier_attempts,
    coalesce(earlier_passed, 0) as earlier_passed,
    coalesce(earlier_not_passed, 0) as earlier_not_passed,
    last_not_passed, terms_since_last,
    -p.registered as registration_lead,
    courses_alongside,
    count(*) over (partition by p.section) as section_size,
    {share_names}
  from population p
    left join by_day using (id) left join by_week w using (id) left join by_page using (id) left join by_work using (id)
    left join by_submission using (id) left join by_score using (id) left join by_earlier using (id)
    left join next_due using (section) left join alongside using (student, term)
),

-- Against the section
medians as (select section, median(clicks) as median_clicks from joined group by section),
ranked as (
  select joined.*, case when median_clicks > 0 then least(10, clicks / median_clicks) end as clicks_against_median,
    {ranks}
  from joined join medians using (section)
  window {windows}
)
select {columns} from ranked order by id
