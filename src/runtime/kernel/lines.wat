;; Memory, and how many newlines are in it: 64 bytes a turn.
;; The time does not depend on the bytes. Comparing 16 bytes gives -1 in every lane that is a newline, and subtracting
;; that counts. A lane holds 255 at most, so after 255 turns the lanes are added together.

;;      0  table of CRC64NVME, 8 x 256 x 8 bytes        28736  the last 4032 bytes before the stage
;;  24576  what a fold leaves, 4032 bytes, and a tail     32768  the stage: the bytes to look at, 256 KiB
(memory (export "memory") 5)

(func (export "newlines") (param $length i32) (result i32)
  (local $at i32) (local $end i32) (local $stop i32) (local $found i32) (local $newline v128) (local $sum v128)
  (local $a v128) (local $b v128) (local $c v128) (local $d v128)
  (local.set $newline (v128.const i8x16 10 10 10 10 10 10 10 10 10 10 10 10 10 10 10 10))
  (local.set $at (i32.const 32768))
  (local.set $end (i32.add (i32.const 32768) (i32.and (local.get $length) (i32.const -64))))
  (block $all
    (loop $pour
      (br_if $all (i32.ge_u (local.get $at) (local.get $end)))
      (local.set $stop (i32.add (local.get $at) (i32.const 16320))) ;; 255 turns
      (if (i32.gt_u (local.get $stop) (local.get $end)) (then (local.set $stop (local.get $end))))
      (local.set $a (v128.const i64x2 0 0))
      (local.set $b (v128.const i64x2 0 0))
      (local.set $c (v128.const i64x2 0 0))
      (local.set $d (v128.const i64x2 0 0))
      (loop $turn
        (local.set $a (i8x16.sub (local.get $a) (i8x16.eq (v128.load (local.get $at)) (local.get $newline))))
        (local.set $b (i8x16.sub (local.get $b) (i8x16.eq (v128.load offset=16 (local.get $at)) (local.get $newline))))
        (local.set $c (i8x16.sub (local.get $c) (i8x16.eq (v128.load offset=32 (local.get $at)) (local.get $newline))))
        (local.set $d (i8x16.sub (local.get $d) (i8x16.eq (v128.load offset=48 (local.get $at)) (local.get $newline))))
        (local.set $at (i32.add (local.get $at) (i32.const 64)))
        (br_if $turn (i32.lt_u (local.get $at) (local.get $stop))))
      (local.set $a (i16x8.add (i16x8.extadd_pairwise_i8x16_u (local.get $a)) (i16x8.extadd_pairwise_i8x16_u (local.get $b))))
      (local.set $c (i16x8.add (i16x8.extadd_pairwise_i8x16_u (local.get $c)) (i16x8.extadd_pairwise_i8x16_u (local.get $d))))
      (local.set $sum (i32x4.add (local.get $sum)
        (i32x4.extadd_pairwise_i16x8_u (i16x8.add (local.get $a) (local.get $c)))))
      (br $pour)))
  (local.set $found
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
      (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
  (local.set $end (i32.add (i32.const 32768) (local.get $length)))
  (block $done ;; the last bytes, 63 at most, one by one
    (loop $byte
      (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
      (local.set $found (i32.add (local.get $found) (i32.eq (i32.load8_u (local.get $at)) (i32.const 10))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br $byte)))
  (local.get $found))
