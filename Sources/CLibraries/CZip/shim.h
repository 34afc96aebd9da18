#include <string.h>
#include <zip.h>
#include <zlib.h>

// Inflates a zlib stream (RFC 1950) into `out` and returns the number of bytes written. Sets `used` to the number of
// bytes read, 0 for a stream that is damaged before its end. A damaged or incomplete stream gives the bytes before the
// damage, and a stream that needs more than `room` gives the first `room` bytes. Swift cannot call `inflateInit`,
// because it is a macro.
static inline unsigned long oficio_inflate(
    const unsigned char *bytes, unsigned long length, unsigned char *out, unsigned long room, unsigned long *used)
{
    *used = 0;
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (inflateInit(&stream) != Z_OK) return 0;
    stream.next_in = (unsigned char *)bytes;
    stream.avail_in = (unsigned)length;
    stream.next_out = out;
    stream.avail_out = (unsigned)room;
    int result = inflate(&stream, Z_FINISH);
    unsigned long made = stream.total_out;
    *used = result == Z_STREAM_END || stream.avail_in == 0 ? stream.total_in : 0;
    inflateEnd(&stream);
    return made;
}
