;; CRC64NVME, S3's default checksum of an object: polynomial 0xad93d23594c93659, here with its bits reversed.
;; All values are raw: the caller inverts the bits of the first and the last one.
;; `fold64` needs no table. x^2929 + x^1858 + x^1854 + x^1685 + x^696 + x^497 + x^96 + 1, each exponent
;; counted in bytes, is a multiple of the polynomial; so a byte can be removed from the data when it is added 1071, 1075,
;; 1244, … and 2929 bytes later, sixteen bytes at once and at the speed of memory. The last 4032 bytes remain for the table.
;; (S. Russell, "Chorba: A novel CRC32 implementation", arXiv 2412.16398; these terms were found for this code by search.)

(start $table64)
(func $table64 ;; entry b of table k: the checksum of byte b and k zero bytes
  (local $i i32) (local $bit i32) (local $value i64)
  (loop $entry
    (local.set $value (i64.extend_i32_u (local.get $i)))
    (local.set $bit (i32.const 8))
    (loop $bits
      (local.set $value (call $half64 (local.get $value)))
      (br_if $bits (local.tee $bit (i32.sub (local.get $bit) (i32.const 1)))))
    (i64.store (i32.shl (local.get $i) (i32.const 3)) (local.get $value))
    (br_if $entry (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 256))))
  (local.set $i (i32.const 0))
  (loop $next
    (local.set $value (i64.load (i32.shl (local.get $i) (i32.const 3))))
    (i64.store offset=2048 (i32.shl (local.get $i) (i32.const 3))
      (i64.xor (i64.shr_u (local.get $value) (i64.const 8)) (call $entry64 (local.get $value))))
    (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1792)))))

(func $half64 (param $value i64) (result i64) ;; times x, modulo the polynomial
  (i64.xor (i64.shr_u (local.get $value) (i64.const 1))
    (i64.and (i64.const 0x9a6c9329ac4bc9b5) (i64.sub (i64.const 0) (i64.and (local.get $value) (i64.const 1))))))

(func $entry64 (param $value i64) (result i64) ;; of table 0, for the lowest byte of a value
  (i64.load (i32.shl (i32.and (i32.wrap_i64 (local.get $value)) (i32.const 255)) (i32.const 3))))

(func $crc64 (export "crc64") (param $crc i64) (param $at i32) (param $length i32) (result i64)
  (local $end i32) (local $x i64)
  (local.set $end (i32.add (local.get $at) (i32.and (local.get $length) (i32.const -8))))
  (block $whole
    (loop $eight
      (br_if $whole (i32.ge_u (local.get $at) (local.get $end)))
      (local.set $x (i64.xor (local.get $crc) (i64.load (local.get $at))))
      (local.set $crc
        (i64.xor
          (i64.xor
            (i64.xor
              (i64.load offset=14336 (i32.wrap_i64 (i64.and (i64.shl (local.get $x) (i64.const 3)) (i64.const 2040))))
              (i64.load offset=12288 (i32.wrap_i64 (i64.and (i64.shr_u (local.get $x) (i64.const 5)) (i64.const 2040)))))
            (i64.xor
              (i64.load offset=10240 (i32.wrap_i64 (i64.and (i64.shr_u (local.get $x) (i64.const 13)) (i64.const 2040))))
              (i64.load offset=8192 (i32.wrap_i64 (i64.and (i64.shr_u (local.get $x) (i64.const 21)) (i64.const 2040))))))
          (i64.xor
            (i64.xor
              (i64.load offset=6144 (i32.wrap_i64 (i64.and (i64.shr_u (local.get $x) (i64.const 29)) (i64.const 2040))))
              (i64.load offset=4096 (i32.wrap_i64 (i64.and (i64.shr_u (local.get $x) (i64.const 37)) (i64.const 2040)))))
            (i64.xor
              (i64.load offset=2048 (i32.wrap_i64 (i64.and (i64.shr_u (local.get $x) (i64.const 45)) (i64.const 2040))))
              (i64.load (i32.wrap_i64 (i64.and (i64.shr_u (local.get $x) (i64.const 53)) (i64.const 2040))))))))
      (local.set $at (i32.add (local.get $at) (i32.const 8)))
      (br $eight)))
  (local.set $end (i32.add (local.get $end) (i32.and (local.get $length) (i32.const 7))))
  (block $done
    (loop $byte
      (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
      (local.set $x (i64.xor (local.get $crc) (i64.load8_u (local.get $at))))
      (local.set $crc (i64.xor (i64.shr_u (local.get $crc) (i64.const 8)) (call $entry64 (local.get $x))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br $byte)))
  (local.get $crc))

;; Removes all bytes before the end from the data, but the last 4032; the length is a multiple of 16. It overwrites the
;; stage, and keeps its last 4032 bytes in front of it for the next fold.
(func (export "fold64") (param $length i32)
  (local $at i32) (local $end i32)
  (local.set $at (i32.const 28736)) ;; 4032 bytes before the current place
  (local.set $end (i32.add (i32.const 28736) (local.get $length)))
  (loop $turn
    (v128.store offset=4032 (local.get $at)
      (v128.xor
        (v128.xor
          (v128.xor
            (v128.load offset=4032 (local.get $at))
            (v128.load offset=2961 (local.get $at)))
          (v128.xor
            (v128.load offset=2957 (local.get $at))
            (v128.load offset=2788 (local.get $at))))
        (v128.xor
          (v128.xor
            (v128.load offset=1799 (local.get $at))
            (v128.load offset=1600 (local.get $at)))
          (v128.xor
            (v128.load offset=1199 (local.get $at))
            (v128.load offset=1103 (local.get $at))))))
    (br_if $turn (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end))))
  (memory.copy (i32.const 28736) (local.get $end) (i32.const 4032)))

;; The checksum of all folded bytes, and of `tail` bytes (63 at most) after the last `length` folded ones.
(func (export "rest64") (param $length i32) (param $tail i32) (result i64)
  (local $at i32) (local $left i32)
  (memory.copy (i32.const 28608) (i32.add (i32.const 32768) (local.get $length)) (local.get $tail))
  (memory.fill (i32.const 32768) (i32.const 0) (i32.const 4032))
  (local.set $at (i32.const 28736))
  (local.set $left (i32.const 24576))
  (loop $turn ;; what the folded bytes leave in 4032 zeros after the end
    (v128.store (local.get $left)
      (v128.xor
        (v128.xor
          (v128.load offset=2961 (local.get $at))
          (v128.xor
            (v128.load offset=2957 (local.get $at))
            (v128.load offset=2788 (local.get $at))))
        (v128.xor
          (v128.xor
            (v128.load offset=1799 (local.get $at))
            (v128.load offset=1600 (local.get $at)))
          (v128.xor
            (v128.load offset=1199 (local.get $at))
            (v128.load offset=1103 (local.get $at))))))
    (local.set $left (i32.add (local.get $left) (i32.const 16)))
    (br_if $turn (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (i32.const 32768))))
  (call $crc64
    (call $back64 (call $crc64 (i64.const 0) (i32.const 24576) (i32.const 4032)))
    (i32.const 28608) (local.get $tail)))

(func $back64 (param $crc i64) (result i64) ;; 4032 zero bytes back: times x^(-8 x 4032), modulo the polynomial
  (local $bit i64) (local $product i64)
  (local.set $bit (i64.const 0x8000000000000000))
  (loop $bits
    (if (i64.ne (i64.and (local.get $bit) (i64.const 0xf7d159d008b6191)) (i64.const 0))
      (then (local.set $product (i64.xor (local.get $product) (local.get $crc)))))
    (local.set $crc (call $half64 (local.get $crc)))
    (br_if $bits (i64.ne (local.tee $bit (i64.shr_u (local.get $bit) (i64.const 1))) (i64.const 0))))
  (local.get $product))
