namespace Qdrant.Client.Grpc;

public partial class Value
{
    public static implicit operator Value(string value) => new() { StringValue = value };

    public static implicit operator Value(long value) => new() { IntegerValue = value };

    public static implicit operator Value(bool value) => new() { BoolValue = value };

    public static implicit operator Value(double value) => new() { DoubleValue = value };

    public static implicit operator Value(string[] values) => values.Select(value => (Value)value).ToArray();

    public static implicit operator Value(Value[] values) => new() { ListValue = new ListValue { Values = { values.AsEnumerable() } } };

    public static implicit operator Value(Dictionary<string, Value> map) => new() { StructValue = new Struct { Fields = { map } } };
}
