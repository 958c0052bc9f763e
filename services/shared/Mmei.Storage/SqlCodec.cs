using System.Data;
using System.Runtime.InteropServices;
using Dapper;

namespace Mmei.Storage;

/// <summary>
/// How values are stored: a Guid as TEXT in its "D" form, an instant as Unix milliseconds (UTC), a truth value as 0 or 1, numbers in a row
/// as
/// their little-endian bytes, which is how every platform of ours holds them in memory.
/// </summary>
internal static class SqlCodec
{
    public static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        Add<Guid, string>(id => id.ToString(), Guid.Parse);
        Add<DateTimeOffset, long>(instant => instant.ToUnixTimeMilliseconds(), DateTimeOffset.FromUnixTimeMilliseconds);
        Add<bool, long>(value => value ? 1 : 0, number => number != 0);
        Add<float[], byte[]>(
            values => MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), bytes => [.. MemoryMarshal.Cast<byte, float>(bytes)]);
        Add<double[], byte[]>(
            values => MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), bytes => [.. MemoryMarshal.Cast<byte, double>(bytes)]);
    }

    private static void Add<T, TStored>(Func<T, TStored> store, Func<TStored, T> read)
        where TStored : notnull
    {
        // Dapper asks a handler only about types that it does not know itself.
        SqlMapper.RemoveTypeMap(typeof(T));
        if (typeof(T).IsValueType)
        {
            SqlMapper.RemoveTypeMap(typeof(Nullable<>).MakeGenericType(typeof(T)));
        }

        SqlMapper.AddTypeHandler(new Handler<T, TStored>(store, read));
    }

    private sealed class Handler<T, TStored>(Func<T, TStored> store, Func<TStored, T> read) : SqlMapper.TypeHandler<T>
        where TStored : notnull
    {
        public override void SetValue(IDbDataParameter parameter, T? value) =>
            parameter.Value = value is null ? DBNull.Value : store(value);

        public override T Parse(object value) => read((TStored)value);
    }
}
