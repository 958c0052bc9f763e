namespace Mmei.Benchmarks.Encoders;

/// <summary>How media of one modality become the model's inputs, by the service's own code.</summary>
internal interface IKind<TPart>
{
    /// <summary>Values of a token.</summary>
    int Columns => 256;

    TPart Prepare(Medium medium);

    /// <summary>What padding costs, in values.</summary>
    int Length(TPart part);

    /// <summary>Writes a batch into the model's arrays and says how long each input is there.</summary>
    int Fill(List<TPart> batch, BareModel model);
}
