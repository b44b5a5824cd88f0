import { luaSpan } from './score-key.js';

// Versions are kept for ids that were put since the board was replaced; all others are as old as the board (`base`).
// Every script runs alone in Redis: what it compares still holds when it writes.
const arithmetic = `
local span = ${luaSpan}
local function points(key) key = tonumber(key); if key >= 0 then return 0 end; return math.ceil(-key / span) end
local function whole(n) return string.format('%.0f', n) end
`;

/** KEYS scores, versions, counts, about · ARGV id, key or '', version, … → how many moved */
export const putScoresScript = `${arithmetic}
local function count(key, change)
  local field = whole(points(key))
  if redis.call('HINCRBY', KEYS[3], field, change) == 0 then redis.call('HDEL', KEYS[3], field) end
end
local moved = 0
local newest = tonumber(redis.call('HGET', KEYS[4], 'newest') or '0')
local base = redis.call('HGET', KEYS[4], 'base') or '0'
for i = 1, #ARGV, 3 do
  local id, key, version = ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2])
  if tonumber(redis.call('HGET', KEYS[2], id) or base) <= version then
    redis.call('HSET', KEYS[2], id, ARGV[i + 2])
    if version > newest then newest = version end
    local held = redis.call('ZSCORE', KEYS[1], id)
    local same = (held == false and key == '') or (held ~= false and key ~= '' and tonumber(held) == tonumber(key))
    if not same then
      moved = moved + 1
      if held ~= false then count(held, -1) end
      if key == '' then redis.call('ZREM', KEYS[1], id)
      else redis.call('ZADD', KEYS[1], key, id); count(key, 1) end
    end
  end
end
redis.call('HSET', KEYS[4], 'newest', whole(newest))
return moved`;

/** KEYS scores, versions, counts, about, scores and counts built beside · ARGV version → 1 when swapped */
export const swapScript = `${arithmetic}
local newest = tonumber(redis.call('HGET', KEYS[4], 'newest') or '0')
if newest > tonumber(ARGV[1]) then redis.call('DEL', KEYS[5], KEYS[6]); return 0 end
redis.call('UNLINK', KEYS[1], KEYS[2], KEYS[3])
local function take(beside, live)
  if redis.call('EXISTS', beside) == 1 then redis.call('RENAME', beside, live); redis.call('PERSIST', live) end
end
take(KEYS[5], KEYS[1])
take(KEYS[6], KEYS[3])
redis.call('HSET', KEYS[4], 'newest', ARGV[1], 'base', ARGV[1])
return 1`;

/** KEYS scores · ARGV id or '', neighbours before, entries in all → place of the first from 0, its rank, then id and key in turn */
export const placesScript = `${arithmetic}
local start = 0
local count = tonumber(ARGV[3])
if ARGV[1] ~= '' then
  local place = redis.call('ZRANK', KEYS[1], ARGV[1])
  if place == false then return {} end
  start = math.max(0, place - tonumber(ARGV[2]))
  count = place + tonumber(ARGV[2]) + 1 - start
end
local found = redis.call('ZRANGE', KEYS[1], start, start + count - 1, 'WITHSCORES')
if #found == 0 then return {} end
local better = redis.call('ZCOUNT', KEYS[1], '-inf', '(' .. whole(-points(found[2]) * span))
return { tostring(start), tostring(better + 1), unpack(found) }`;

/** KEYS scores · ARGV id → key of the next better score, its rank; nothing when there is none */
export const nextBetterScript = `${arithmetic}
local held = redis.call('ZSCORE', KEYS[1], ARGV[1])
if held == false then return {} end
local found = redis.call('ZREVRANGEBYSCORE', KEYS[1], '(' .. whole(-points(held) * span), '-inf', 'WITHSCORES', 'LIMIT', 0, 1)
if #found == 0 then return {} end
local better = redis.call('ZCOUNT', KEYS[1], '-inf', '(' .. whole(-points(found[2]) * span))
return { found[2], tostring(better + 1) }`;

/** KEYS window · ARGV version to follow or '', new version, body → 1 when saved */
export const saveWindowScript = `
if (redis.call('HGET', KEYS[1], 'version') or '') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'version', ARGV[2], 'body', ARGV[3])
return 1`;
