namespace Prometheus;

/// <summary>One number.</summary>
internal sealed class ValueSeries(string labels) : Series(labels)
{
    private double _value;

    /// <summary>False when the series is retired and the value must be recorded again.</summary>
    public bool Add(double value)
    {
        Add(ref _value, value);
        return Touch();
    }

    /// <inheritdoc cref="Add"/>
    public bool Set(double value)
    {
        Interlocked.Exchange(ref _value, value);
        return Touch();
    }

    public override void Write(TextFormat text, string name) => text.Sample(name, "", Labels, Volatile.Read(ref _value));
}
