namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>A <see cref="Lease"/> on each of several values, their pointers in the order given.</summary>
internal ref struct ValueLeases : IDisposable
{
    private readonly IReadOnlyCollection<OrtValue> values;
    private int held;

    /// <param name="values">What to hold.</param>
    /// <param name="pointers">Receives one pointer per value.</param>
    /// <exception cref="ObjectDisposedException">A value is disposed already.</exception>
    public ValueLeases(IReadOnlyCollection<OrtValue> values, Span<nint> pointers)
    {
        this.values = values;
        try
        {
            foreach (var value in values)
            {
                var added = false;
                value.Handle.DangerousAddRef(ref added);
                pointers[held++] = value.Handle.DangerousGetHandle();
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var value in values)
        {
            if (held == 0)
            {
                return;
            }

            value.Handle.DangerousRelease();
            held--;
        }
    }
}
